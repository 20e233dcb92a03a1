// Webhooks go to the public internet: every way to say "inside" is refused.
import { describe, expect, it } from 'vitest'
import { type Address, settleTarget } from './check-webhook-address.ts'

const INSIDE = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0/',
  'https://10.1.2.3/',
  'https://172.20.0.1/',
  'https://192.168.0.1/admin',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.100.100.200/latest/meta-data/',
  'https://168.63.129.16/',
  'https://192.0.0.192/opc/v2/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::]/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:db8::1]/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/latest/meta-data/',
  'https://[ff02::1]/',
]

const ODD = [
  'not a url',
  '//shop.example/hook',
  'ftp://shop.example/',
  'file:///etc/passwd',
  'gopher://shop.example/',
  'javascript:alert(1)',
  'https://user:pass@shop.example/',
  'https://shop.example@127.0.0.1/',
  'http://shop.example/',
]

const leadsTo =
  (...addresses: string[]) =>
  async (): Promise<Address[]> =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

const strict = { allowLoopback: false, resolve: leadsTo('93.184.216.34') }

describe('a webhook address', () => {
  it.each(INSIDE)('is refused where it lies inside: %s', async (url) => {
    await expect(settleTarget(url, strict)).rejects.toThrow('public internet')
  })

  it.each(ODD)('is refused where it is no plain https address: %s', async (url) => {
    await expect(settleTarget(url, strict)).rejects.toMatchObject({ name: 'AddressRefused' })
  })

  it('is refused where any of its name’s addresses lies inside', async () => {
    const resolve = leadsTo('93.184.216.34', '10.0.0.7')
    const settled = settleTarget('https://shop.example/', { allowLoopback: false, resolve })
    await expect(settled).rejects.toThrow('public internet')
  })

  it('is settled once: the address that was checked is the one that is called', async () => {
    const { address, url } = await settleTarget('https://shop.example:8443/hook', strict)
    expect(address).toEqual({ address: '93.184.216.34', family: 4 })
    expect(url.port).toBe('8443')
    const six = { allowLoopback: false, resolve: leadsTo('2606:2800:220:1::1') }
    expect((await settleTarget('https://six.example/', six)).address.family).toBe(6)
  })

  it('may be this machine, also without TLS, where Tare listens for it alone', async () => {
    const rules = { allowLoopback: true, resolve: leadsTo('127.0.0.1', '::1') }
    expect((await settleTarget('http://127.0.0.1:9000/', rules)).address.address).toBe('127.0.0.1')
    expect((await settleTarget('http://localhost:9000/', rules)).address.address).toBe('127.0.0.1')
    await expect(settleTarget('http://10.0.0.1/', rules)).rejects.toThrow()
    await expect(
      settleTarget('http://shop.example/', { ...rules, resolve: leadsTo('93.184.216.34') }),
    ).rejects.toThrow('https://')
  })
})
