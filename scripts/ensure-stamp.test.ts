// Nothing is installed or built again without need, and never forgotten where there is need.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isTooOld } from './ensure.mjs'
import {
  consoleStamp,
  installStamp,
  isInstalledByHand,
  missingFromLock,
  withAddress,
} from './ensure-stamp.mjs'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tare-ensure-'))
  await put('package-lock.json', '{"packages":{}}')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

async function putLocks(wanted: object, installed: object): Promise<void> {
  await put('package-lock.json', JSON.stringify({ packages: { '': {}, ...wanted } }))
  await put('node_modules/.package-lock.json', JSON.stringify({ packages: installed }))
}

test.each([
  ['18.20.0', true],
  ['20.18.3', true],
  ['20.19.0', false],
  ['22.12.0', false],
  ['24.0.0', false],
])('Node %s is too old: %s', (version, answer) => {
  expect(isTooOld(version)).toBe(answer)
})

test('a changed lock file asks for a new installation, the same one does not', async () => {
  const before = installStamp(root)
  expect(installStamp(root)).toBe(before)
  await put('package-lock.json', '{"packages":{"node_modules/new":{}}}')
  expect(installStamp(root)).not.toBe(before)
})

test('the console is built again when a source, a name or a library changes', async () => {
  await put('console/main.tsx', 'one')
  await put('contract/api.ts', 'two')
  const stamps = [consoleStamp(root)]
  expect(consoleStamp(root)).toBe(stamps[0])
  await put('console/main.tsx', 'changed')
  stamps.push(consoleStamp(root))
  await put('console/pages/queue.tsx', 'new')
  stamps.push(consoleStamp(root))
  await put('contract/api.ts', 'changed')
  stamps.push(consoleStamp(root))
  await put('package-lock.json', '{}')
  stamps.push(consoleStamp(root))
  expect(new Set(stamps).size).toBe(5)
})

describe('what npm installed by hand', () => {
  const tool = { version: '1.0.0' }
  beforeEach(() => put('node_modules/tool/package.json', '{}'))

  test('is enough when it is what the lock file names', async () => {
    await putLocks({ 'node_modules/tool': tool }, { 'node_modules/tool': tool })
    expect(isInstalledByHand(root)).toBe(true)
  })

  test('is not enough when there is none of it', () => {
    expect(isInstalledByHand(root)).toBe(false)
  })

  test('is not enough when a package is missing, of another version, or was emptied', async () => {
    await putLocks({ 'node_modules/tool': tool }, {})
    expect(isInstalledByHand(root)).toBe(false)
    await putLocks({ 'node_modules/tool': tool }, { 'node_modules/tool': { version: '0.9.0' } })
    expect(isInstalledByHand(root)).toBe(false)
    await putLocks({ 'node_modules/gone': tool }, { 'node_modules/gone': tool })
    expect(isInstalledByHand(root)).toBe(false)
  })

  test('need not have what is for another platform, but what is for this one', async () => {
    const optional = { ...tool, optional: true, cpu: [process.arch] }
    await putLocks({ 'node_modules/far': { ...optional, os: ['plan9'] } }, {})
    expect(isInstalledByHand(root)).toBe(true)
    await putLocks({ 'node_modules/near': { ...optional, os: [process.platform] } }, {})
    expect(isInstalledByHand(root)).toBe(false)
  })
})

test('a lock file that lacks a platform, which npm ci would refuse, is found', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' } },
    'node_modules/a/node_modules/a-linux': {},
    'node_modules/a-darwin': {},
    'node_modules/a/node_modules/b': { optionalDependencies: { 'a-linux': '1', 'b-linux': '1' } },
  }
  expect(missingFromLock(packages)).toEqual(['node_modules/a/node_modules/b > b-linux'])
})

test('a lock file that ties everybody to one registry is found', () => {
  const packages = {
    'node_modules/a': { resolved: 'https://registry.example/a.tgz' },
    'node_modules/b': {},
  }
  expect(withAddress(packages)).toEqual(['node_modules/a'])
})
