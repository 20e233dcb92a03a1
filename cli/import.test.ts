// `tare import` against the real server on its own embedded database, killed in the middle of it.

import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTare, startTare } from '../test/tare-command.ts'

const KEY = 'a-marketplace-key-for-this-test-0001'
const PATIENCE = 180_000

let folder: string
let port: number
let server: ReturnType<typeof startTare> | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tare-import-'))
  // Under root the database's user must pass through, else it lies in a system folder for ever.
  chmodSync(folder, 0o711)
  port = await freePort()
  await startServer()
}, PATIENCE)

afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  rmSync(folder, { recursive: true, force: true })
}, PATIENCE)

async function freePort(): Promise<number> {
  const listening = createServer().listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  listening.close()
  await once(listening, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** The server of this test on its one port and data folder; resolves when it answers. */
async function startServer(): Promise<void> {
  const started = startTare(['serve'], {
    cwd: folder,
    env: {
      PORT: String(port),
      TARE_DATA_DIR: join(folder, 'data'),
      TARE_DEMO: 'off',
      TARE_BOOTSTRAP_API_KEY: KEY,
    },
  })
  server = started
  const over = started.ended.then(({ stderr }) => {
    throw new Error(`the server ended: ${stderr}`)
  })
  over.catch(() => {})
  while (!started.printed.stdout.includes('Tare is ready')) await Promise.race([over, sleep(50)])
}

const reach = () => ({
  cwd: folder,
  env: { TARE_URL: `http://127.0.0.1:${port}`, TARE_API_KEY: KEY },
})

/** `count` buyers of that name, a line each. */
function writeBuyers(name: string, count: number): string {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ type: 'buyer', id: `${name}-${index}`, city: '深圳市' }),
  )
  const path = join(folder, `${name}.ndjson`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

async function countsOf(parameters: readonly string[]) {
  const { code, stdout, stderr } = await runTare([...parameters, '--json'], reach())
  expect(stderr).not.toContain('unexpected')
  const { accepted, duplicate, corrected, rejected, rejections } = JSON.parse(stdout)
  return { code, counts: [accepted, duplicate, corrected, rejected], rejections }
}

/** Waits until the state file says that so many lines are acknowledged. */
async function untilAcknowledged(path: string, lines: number): Promise<void> {
  for (;;) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    if (text !== '' && JSON.parse(text).position.line >= lines) return
    await sleep(5)
  }
}

describe('an import', () => {
  test('counts what became of its lines, and lists the bad ones by file and line', async () => {
    const path = writeBuyers('plain', 20)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, `${text}{"type":"buyer"}\n\nnot json\n`)
    const first = await countsOf(['import', 'plain.ndjson', '--batch', '7'])
    expect(first).toMatchObject({ code: 1, counts: [20, 0, 0, 2] })
    expect(first.rejections).toMatchObject([
      { file: 'plain.ndjson', line: 21, code: 'missing_field' },
      { file: 'plain.ndjson', line: 23, code: 'malformed_json' },
    ])
    const second = await countsOf(['import', 'plain.ndjson'])
    expect(second).toMatchObject({ code: 1, counts: [0, 20, 0, 2] })
    expect(existsSync(`${path}.tare-import`)).toBe(false)
  })

  test('sends CSV as records, and keeps what the server refuses in quarantine', async () => {
    const rows = ['id,city', 'csv-1,广州市', `${'x'.repeat(200)},a`, 'csv-2', 'csv-3,b']
    writeFileSync(join(folder, 'buyers.csv'), rows.join('\n'))
    const sent = await countsOf(['import', 'buyers.csv', '--record', 'buyer'])
    expect(sent).toMatchObject({ code: 1, counts: [2, 0, 0, 2] })
    const found = sent.rejections.map(({ line, code }: { line: number; code: string }) => [
      line,
      code,
    ])
    expect(found.sort()).toEqual([
      [3, 'invalid_id'],
      [4, 'malformed_row'],
    ])
    const exported = await runTare(['quarantine', 'export'], reach())
    expect(exported.code).toBe(0)
    const lines = exported.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toContainEqual(
      expect.objectContaining({ code: 'invalid_id', pointer: '/id', content: expect.any(String) }),
    )
  })

  test('is refused with a wrong key, and says so', async () => {
    writeBuyers('refused', 3)
    const { code, stderr } = await runTare(['import', 'refused.ndjson'], {
      ...reach(),
      env: { ...reach().env, TARE_API_KEY: 'x'.repeat(40) },
    })
    expect(code).toBe(3)
    expect(stderr).toMatch(/the server answered 401/)
  })
})

test('kill -9 of the server and of the import in its midst loses no record and doubles none', {
  timeout: PATIENCE,
}, async () => {
  const count = 30_000
  const path = writeBuyers('many', count)
  const state = `${path}.tare-import`
  const parameters = ['import', 'many.ndjson', '--batch', '500']

  const first = startTare(parameters, reach())
  await untilAcknowledged(state, 2_000)
  server?.child.kill('SIGKILL')
  await server?.ended
  await startServer()
  // The import has waited for the server and goes on by itself.
  const seen = JSON.parse(readFileSync(state, 'utf8')).position.line
  await untilAcknowledged(state, seen + 2_000)
  first.child.kill('SIGKILL')
  await first.ended
  const acknowledged = JSON.parse(readFileSync(state, 'utf8')).position.line
  expect(acknowledged).toBeLessThan(count)

  const second = await runTare([...parameters, '--json'], reach())
  expect(second.code).toBe(0)
  expect(second.stderr).toMatch(/going on where an earlier run ended: many\.ndjson, line/)
  const { accepted, duplicate, corrected, rejected } = JSON.parse(second.stdout)
  expect([accepted + duplicate, corrected, rejected]).toEqual([count, 0, 0])
  expect(existsSync(state)).toBe(false)

  // Sent once more from the beginning, every line is known, and known as it stands.
  const again = await countsOf([...parameters, '--restart'])
  expect(again).toMatchObject({ code: 0, counts: [0, count, 0, 0] })
})
