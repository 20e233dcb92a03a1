// Where webhooks may go: public addresses only, whatever a name says and whenever it changes.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** Asks the name service for all addresses of a host. */
export type Resolve = (host: string) => Promise<readonly Address[]>

export interface AddressRules {
  /** Whether this machine itself may be called: only where Tare listens for it alone. */
  readonly allowLoopback: boolean
  readonly resolve?: Resolve
}

/** A place that may be called: the address is settled, so that no later answer can change it. */
export interface Target {
  readonly url: URL
  readonly address: Address
}

/** Why an address may not be called, as the end of a sentence about it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** Special blocks of IPv4 that are not on the public internet (IANA registry, RFC 6890). */
const NOT_PUBLIC_4 = listOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // A cloud's own service to its guests under an address that looks public.
  '168.63.129.16/32',
])

/** All of public IPv6 is in here … */
const GLOBAL_6 = listOf('ipv6', ['2000::/3'])

/** … less tunnels that carry IPv4 inside, documentation, benchmarks and identifiers. */
const NOT_PUBLIC_6 = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

const LOOPBACK_4 = listOf('ipv4', ['127.0.0.0/8'])

function listOf(family: 'ipv4' | 'ipv6', blocks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const block of blocks) {
    const [net = '', prefix] = block.split('/')
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}

/** Whether an address is on the public internet. */
export function isPublic({ address, family }: Address): boolean {
  if (family === 4) return !NOT_PUBLIC_4.check(address, 'ipv4')
  return GLOBAL_6.check(address, 'ipv6') && !NOT_PUBLIC_6.check(address, 'ipv6')
}

function isLoopback({ address, family }: Address): boolean {
  return family === 4 ? LOOPBACK_4.check(address, 'ipv4') : address === '::1'
}

/** Reads an address that may be a webhook's. Throws {@link AddressRefused}. */
export function readWebhookUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AddressRefused('is not a whole URL')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AddressRefused('must begin with https://')
  }
  if (url.username !== '' || url.password !== '') {
    throw new AddressRefused('must not hold a user name or password')
  }
  return url
}

/**
 * Settles where an address leads. Every answer of the name service must be public (or, where that
 * is allowed, this machine); plain http goes to this machine only. Throws {@link AddressRefused}.
 */
export async function settleTarget(text: string, rules: AddressRules): Promise<Target> {
  const url = readWebhookUrl(text)
  const addresses = await addressesOf(url, rules.resolve ?? resolveByName)
  const [first] = addresses
  if (!first) throw new AddressRefused('has no address')
  const isHere = addresses.every(isLoopback)
  if (isHere && rules.allowLoopback) return { url, address: first }
  if (!addresses.every(isPublic)) throw new AddressRefused('does not lead to the public internet')
  if (url.protocol !== 'https:') throw new AddressRefused('must begin with https://')
  return { url, address: first }
}

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family === 4 || family === 6) return [{ address: host, family }]
  return resolve(host)
}

const resolveByName: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }))
