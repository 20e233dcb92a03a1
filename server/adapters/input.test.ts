// Files as people have them, each through the same door: what comes out are values of records.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuckdb } from './duckdb.ts'
import { type Input, sourcesOf } from './input.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tare-input-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** The values of all lines; of a faulty line its number and code. */
async function valuesOf(input: Input): Promise<unknown[]> {
  const found: unknown[] = []
  for (const source of await sourcesOf(input)) {
    for await (const lines of source.read({ bytes: 0 })) {
      for (const line of lines) {
        found.push('fault' in line ? `${line.line}: ${line.fault.code}` : line.value)
      }
    }
  }
  return found
}

const SHOP = '{"type":"shop","id":"s1"}\n'
const SHOPEE: Partial<Input> = {
  record: 'order',
  map: new Map([
    ['id', 'orderid'],
    ['shopId', 'shopid'],
    ['buyerId', 'userid'],
    ['placedAt', 'event_time'],
  ]),
  zone: 'Asia/Shanghai',
}

test('reads a folder as its files in order, packed ones too, and leaves foreign files alone', async () => {
  write('mixed/b.ndjson.gz', gzipSync('{"type":"shop","id":"b"}\n'))
  write('mixed/a.jsonl', '{"type":"shop","id":"a"}\n')
  write('mixed/c.json', '[{"type":"shop","id":"c"},\n {"type":"shop","id":"d"}]')
  write('mixed/README.md', 'not records')
  write('mixed/a.jsonl.tare-import', '{}')
  const ids = (await valuesOf({ paths: [join(folder, 'mixed')] })) as { id: string }[]
  expect(ids.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})

test('reads a CSV of orders as it is downloaded, in its own zone', async () => {
  const path = write(
    'shopee.csv',
    'orderid,shopid,userid,event_time\r\n31,7,9,2019-12-27 00:00:01\r\n',
  )
  expect(await valuesOf({ paths: [path], ...SHOPEE })).toEqual([
    { type: 'order', id: '31', shopId: '7', buyerId: '9', placedAt: '2019-12-26T16:00:01Z' },
  ])
})

test('refuses rows that do not fit the header, and keeps their neighbours', async () => {
  const rows = [
    '1,7,9,2019-12-27 00:00:01',
    '2,7,9',
    '3,7,9,soon',
    '4,7,"9,x',
    '5,7,9,2019-12-27 00:00:01',
  ]
  const path = write('ragged.csv', `orderid,shopid,userid,event_time\n${rows.join('\n')}\n`)
  const values = await valuesOf({ paths: [path], ...SHOPEE })
  expect(values).toEqual([
    expect.objectContaining({ id: '1' }),
    '3: malformed_row',
    '4: invalid_time',
    '5: malformed_row',
    expect.objectContaining({ id: '5' }),
  ])
})

test('reads GB18030 where it is named, and refuses rows of it where it is not', async () => {
  // 深圳 in GB18030.
  const shenzhen = Uint8Array.of(0xc9, 0xee, 0xdb, 0xda)
  const bytes = Buffer.concat([Buffer.from('id;city\ns1;'), shenzhen, Buffer.from('\ns2;x\n')])
  const path = write('gb.csv', bytes)
  const input: Input = { paths: [path], record: 'shop' }
  expect(await valuesOf({ ...input, encoding: 'gb18030' })).toEqual([
    { type: 'shop', id: 's1', city: '深圳' },
    { type: 'shop', id: 's2', city: 'x' },
  ])
  expect(await valuesOf(input)).toEqual(['2: malformed_row', { type: 'shop', id: 's2', city: 'x' }])
})

test('reads the columns of other NDJSON by their paths', async () => {
  const line = '{"order":{"no":12,"seller":"s"},"who":"b","at":"2026-01-01T00:00:00Z"}'
  const path = write('other.ndjson', `${line}\nnot json\n`)
  const map = new Map([
    ['id', 'order.no'],
    ['shopId', 'order.seller'],
    ['buyerId', 'who'],
    ['placedAt', 'at'],
  ])
  expect(await valuesOf({ paths: [path], record: 'order', map })).toEqual([
    { type: 'order', id: '12', shopId: 's', buyerId: 'b', placedAt: '2026-01-01T00:00:00Z' },
    '2: malformed_json',
  ])
})

describe('a mapping', () => {
  test('joins the files of a folder, wherever the command was called', async () => {
    write(
      'export/orders.csv',
      'no,shop,buyer,bought\n1,7,9,2017-10-02 10:56:33\n2,7,8,2018-01-15 10:00:00\n',
    )
    write('export/items.csv', 'no,sku,price\n1,a,19.99\n1,b,5\n2,a,20.5\n')
    const mapping = write(
      'm.sql',
      `-- record: order
      select no as id, shop as "shopId", buyer as "buyerId", any_value(bought) as "placedAt",
        list({'listingId': sku, 'quantity': 1} order by sku) as lines,
        cast(round(sum(price) * 100) as bigint) as "total.amount", 'BRL' as "total.currency"
      from 'orders.csv' join 'items.csv' using (no) group by all order by no`,
    )
    const before = process.cwd()
    const input: Input = { paths: [join(folder, 'export')], mapping, zone: 'America/Sao_Paulo' }
    expect(await valuesOf(input)).toEqual([
      {
        type: 'order',
        id: '1',
        shopId: '7',
        buyerId: '9',
        placedAt: '2017-10-02T13:56:33Z',
        lines: [
          { listingId: 'a', quantity: 1 },
          { listingId: 'b', quantity: 1 },
        ],
        total: { amount: 2499, currency: 'BRL' },
      },
      expect.objectContaining({ id: '2', placedAt: '2018-01-15T12:00:00Z' }),
    ])
    expect(process.cwd()).toBe(before)
  })

  test.each([
    ['a missing file', "select * from 'nowhere.csv'", /No files found/],
    ['a write', "copy (select 1) to 'out.csv'", /nothing that writes/],
    ['two statements', 'select 1 as id; select 2 as id', /exactly one SELECT/],
    ['broken SQL', 'select from where', /Parser Error/],
    ['a file outside the folder', "select * from read_text('/etc/hostname')", /Permission Error/],
    ['a column that is no field', 'select 1 as id, 2 as colour', /"colour" is no field/],
  ])('is refused before anything is read: %s', async (_, select, told) => {
    const mapping = write('bad.sql', `-- record: shop\n${select}\n`)
    await expect(sourcesOf({ paths: [folder], mapping })).rejects.toThrow(told)
  })
})

test('reads Parquet by its columns', async () => {
  const path = join(folder, 'shops.parquet')
  await writeParquet(path, `select 's1' as id, 12 as city, 'x' as other`)
  expect(await valuesOf({ paths: [path], record: 'shop' })).toEqual([
    { type: 'shop', id: 's1', city: '12' },
  ])
})

async function writeParquet(path: string, select: string): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (${select}) to '${path}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
}

test('DuckDB reaches neither the network nor other folders', async () => {
  const duckdb = await openDuckdb(folder)
  try {
    await expect(
      duckdb.query("select * from read_csv('https://example.org/a.csv')"),
    ).rejects.toThrow()
    await expect(duckdb.query("select * from read_text('../../etc/hostname')")).rejects.toThrow()
    await expect(duckdb.query("select * from glob('/etc/*')")).rejects.toThrow(/Permission/)
  } finally {
    duckdb.close()
  }
})

describe('mistakes of the command line are told as such', () => {
  test.each<[string, Partial<Input>, RegExp]>([
    ['no path', { paths: [] }, /name at least one/],
    ['an unknown zone', { zone: 'Mars/Olympus' }, /no known time zone/],
    ['an unknown encoding', { encoding: 'klingon' }, /no known encoding/],
    ['a mapping and a record', { mapping: 'm.sql', record: 'order' }, /leave --record/],
    ['a mapping that is not there', { mapping: 'nowhere.sql' }, /cannot be read/],
  ])('%s', async (_, input, told) => {
    const path = write('one.ndjson', SHOP)
    const reading = sourcesOf({ paths: [path], ...input })
    await expect(reading).rejects.toMatchObject({ name: 'InputMistake' })
    await expect(sourcesOf({ paths: [path], ...input })).rejects.toThrow(told)
  })

  test('a CSV without a type', async () => {
    const path = write('untyped.csv', 'a,b\n1,2\n')
    await expect(sourcesOf({ paths: [path] })).rejects.toThrow(/--record/)
  })

  test('a file that is not there is no mistake of the options', async () => {
    const reading = sourcesOf({ paths: [join(folder, 'gone.ndjson')] })
    await expect(reading).rejects.toMatchObject({ name: 'InputFault' })
  })
})
