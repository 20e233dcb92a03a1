// The command as a whole: help, version, and exit codes that scripts can rely on.
import { describe, expect, test } from 'vitest'
import { runTare } from '../test/tare-command.ts'

test('explains itself with examples, on standard output and with code 0', async () => {
  const { code, stdout, stderr } = await runTare(['--help'])
  expect(code).toBe(0)
  expect(stderr).toBe('')
  for (const command of ['serve', 'assess', 'import', 'quarantine', 'migrate', 'version']) {
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
  }
  expect(stdout).toContain('Exit codes: 0 done, 1 something was rejected')
})

test('tells its version', async () => {
  const { code, stdout } = await runTare(['version'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^tare \d+\.\d+\.\d+ \(Node \d+/)
})

describe('wrong usage ends with code 2 and one clear sentence', () => {
  test.each([
    [[], /Usage: tare/],
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['assess', '--recrod', 'order'], /unknown option '--recrod'/],
    [['assess'], /name at least one file or folder/],
    [['import', 'x.ndjson', '--batch', '0', '--key', 'k'], /--batch is a number/],
    [['quarantine'], /Usage: tare quarantine/],
  ])('%j', async (parameters, told) => {
    const { code, stderr } = await runTare(parameters)
    expect(code).toBe(2)
    expect(stderr).toMatch(told)
    expect(stderr).not.toMatch(/\n {4}at /)
  })
})

describe('what cannot be done ends with code 3 and says why', () => {
  test.each([
    [['assess', 'gone.ndjson'], /there is no file or folder gone\.ndjson/],
    [['import', 'gone.ndjson'], /there is no key: give --key or TARE_API_KEY/],
    [
      ['quarantine', 'export', '--url', 'http://127.0.0.1:9', '--key', 'k'],
      /http:\/\/127\.0\.0\.1:9 does not answer/,
    ],
  ])('%j', async (parameters, told) => {
    const { code, stderr } = await runTare(parameters)
    expect(code).toBe(3)
    expect(stderr).toMatch(told)
    expect(stderr).not.toMatch(/\n {4}at /)
  })
})
