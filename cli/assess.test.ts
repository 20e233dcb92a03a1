// `tare assess` as a process: files in, findings and a table out, and nothing lost on the way.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTare } from '../test/tare-command.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tare-assess-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return name
}

function linesOf(name: string): Record<string, unknown>[] {
  const text = readFileSync(join(folder, name), 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

const run = (parameters: readonly string[], more = {}) =>
  runTare(parameters, { cwd: folder, ...more })

// Shop 777 sells nine orders to three buyers within 40 minutes: 9 / 3 = 3. Shop 8 is ordinary.
const ORDERS = [
  ...[1, 1, 1, 1, 1, 1, 2, 2, 3].map((buyer, index) => ({ shop: 777, buyer, minute: index * 5 })),
  { shop: 8, buyer: 4, minute: 3 },
  { shop: 8, buyer: 5, minute: 9 },
].map(({ shop, buyer, minute }, index) => ({
  id: 3000 + index,
  ...{ shop, buyer },
  at: `2019-12-27 00:${String(minute).padStart(2, '0')}:00`,
}))
const CSV = [
  'orderid,shopid,userid,event_time',
  ...ORDERS.map(({ id, shop, buyer, at }) => `${id},${shop},${buyer},${at}`),
].join('\n')
const SHAPE = [
  ...['--record', 'order', '--map', 'id=orderid', '--map', 'shopId=shopid'],
  ...['--map', 'buyerId=userid', '--map', 'placedAt=event_time', '--zone', 'Asia/Shanghai'],
]
const RECORDS = ORDERS.map(({ id, shop, buyer, at }) =>
  JSON.stringify({
    ...{ type: 'order', id: String(id), shopId: String(shop), buyerId: String(buyer) },
    placedAt: `${at.replace(' ', 'T')}+08:00`,
  }),
)

describe('a brushed shop', () => {
  test('is found in a CSV of orders alone, with its suspects', async () => {
    write('orders.csv', CSV)
    const parameters = ['assess', 'orders.csv', ...SHAPE, '--signals', 'order_concentration']
    const { code, stdout, stderr } = await run([...parameters, '--out', 'found.ndjson'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^777 .*order_concentration$/m)
    expect(stdout).toContain('11 records, 11 orders, 2 shops, 0 rejected')
    const shop = linesOf('found.ndjson').find(({ subject }) => subject === 'shop')
    expect(shop).toMatchObject({
      id: '777',
      members: { buyers: ['1'] },
      signals: [{ kind: 'order_concentration' }],
    })
    expect(shop).toHaveProperty('probability')
    expect(shop).toHaveProperty('decibans')
  })

  test('is found alike in NDJSON, packed, from standard input, and in a folder', async () => {
    write('again.csv', CSV)
    await run(['assess', 'again.csv', ...SHAPE, '--out', 'expected.ndjson'])
    const expected = readFileSync(join(folder, 'expected.ndjson'), 'utf8')
    write('records.ndjson', RECORDS.join('\n'))
    write('records.ndjson.gz', gzipSync(RECORDS.join('\r\n')))
    const asFile = await run(['assess', 'records.ndjson', '--out', '-'])
    const asGzip = await run(['assess', 'records.ndjson.gz', '--out', '-'])
    const asInput = await run(['assess', '-', '--out', '-'], {
      stdin: gzipSync(RECORDS.join('\n')),
    })
    expect([asFile.stdout, asGzip.stdout, asInput.stdout]).toEqual([expected, expected, expected])
    expect(asFile.stderr).toContain('11 records')
  })
})

test('rejects bad lines one by one, lists them, and weighs their neighbours', async () => {
  const bad = ['{"type":"order","id":"x"}', 'no json', '{"type":"planet","id":"x"}', '']
  write('bad.ndjson', [...RECORDS.slice(0, 5), ...bad, ...RECORDS.slice(5)].join('\n'))
  const { code, stdout, stderr } = await run([
    ...['assess', 'bad.ndjson', '--quarantine', 'refused.ndjson', '--json'],
  ])
  expect(code).toBe(1)
  expect(stderr).toBe('')
  const summary = JSON.parse(stdout)
  expect(summary).toMatchObject({ records: 11, rejected: 3, orders: 11 })
  expect(summary.rejections.map(({ line }: { line: number }) => line)).toEqual([6, 7, 8])
  expect(linesOf('refused.ndjson')).toMatchObject([
    { file: 'bad.ndjson', line: 6, code: 'missing_field', pointer: '/shopId', content: bad[0] },
    { line: 7, code: 'malformed_json', content: 'no json' },
    { line: 8, code: 'unknown_type', pointer: '/type' },
  ])
  const told = await run(['assess', 'bad.ndjson'])
  expect(told.code).toBe(1)
  expect(told.stderr).toMatch(/3 rejected:\n {2}bad\.ndjson:6 {2}missing_field/)
})

test('says which zone is missing where times have no offset', async () => {
  write('zone.csv', CSV)
  const { code, stderr } = await run(['assess', 'zone.csv', ...SHAPE.slice(0, -2)])
  expect(code).toBe(1)
  expect(stderr).toContain('zone.csv:2  invalid_time')
  expect(stderr).toContain('--zone')
})

test('weighs as of a moment: what is dated later does not count yet', async () => {
  write('later.ndjson', RECORDS.join('\n'))
  const { stdout } = await run([
    'assess',
    'later.ndjson',
    '--as-of',
    '2019-12-26T16:20:00Z',
    '--json',
  ])
  const { orders, records } = JSON.parse(stdout)
  expect({ orders, records }).toEqual({ orders: 7, records: 11 })
})

test('names the signals that there are where one is unknown', async () => {
  write('one.ndjson', RECORDS.join('\n'))
  const { code, stderr } = await run(['assess', 'one.ndjson', '--signals', 'astrology'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/no signal "astrology"; there are .*order_concentration/)
})

test('cannot write findings where there is no folder', async () => {
  write('one.ndjson', RECORDS.join('\n'))
  const { code, stderr } = await run(['assess', 'one.ndjson', '--out', 'no/such/folder.ndjson'])
  expect(code).toBe(3)
  expect(stderr).toContain('cannot be written')
})

describe('a mapping', () => {
  const MAPPING = `-- record: order
    select orderid as id, shopid as "shopId", userid as "buyerId", event_time as "placedAt"
    from 'orders-mapped.csv'`

  test('gives what --map gives, its columns being the fields', async () => {
    write('orders-mapped.csv', CSV)
    write('mapping.sql', MAPPING)
    const zone = ['--zone', 'Asia/Shanghai']
    await run(['assess', 'orders-mapped.csv', ...SHAPE, '--out', 'by-map.ndjson'])
    const { code } = await run([
      ...['assess', '.', '--mapping', 'mapping.sql', ...zone, '--out', 'by-mapping.ndjson'],
    ])
    expect(code).toBe(0)
    expect(linesOf('by-mapping.ndjson')).toEqual(linesOf('by-map.ndjson'))
  })

  test('needs DuckDB, and says so where that is not installed', async () => {
    write('orders-mapped.csv', CSV)
    write('mapping.sql', MAPPING)
    const refuse = `export async function resolve(name, context, next) {
      if (name.startsWith('@duckdb/')) throw new Error('not here')
      return next(name, context)
    }`
    const hook = `import { register } from 'node:module'
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(refuse)}))`
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(hook)}`
    const { code, stderr } = await run(['assess', '.', '--mapping', 'mapping.sql'], {
      env: { NODE_OPTIONS },
    })
    expect(code).toBe(3)
    expect(stderr).toMatch(/DuckDB, which is not installed here/)
  })
})
