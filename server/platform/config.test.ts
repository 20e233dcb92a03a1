// Settings: defaults that work, and every fault told at once.
import { describe, expect, it } from 'vitest'
import { ConfigFault, readConfig } from './config.ts'

describe('the settings', () => {
  it('need nothing to be set', () => {
    const config = readConfig({})
    expect(config.port).toBe(4700)
    expect(config.host).toBe('127.0.0.1')
    expect(config.demo).toBe(true)
    expect(config.databaseUrl).toBeUndefined()
    expect(config.blobs.startsWith(config.dataDirectory)).toBe(true)
  })

  it('count an empty value as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(4700)
  })

  it('say in plain words that a number was expected', () => {
    expect(() => readConfig({ PORT: 'abc' })).toThrow('PORT: must be a number from 0 to 65535')
  })

  it('tell every fault at once, by name, and repeat no secret', () => {
    const read = () =>
      readConfig({ PORT: '70000', DATABASE_URL: 'mysql://x', TARE_BOOTSTRAP_API_KEY: 'too-short' })
    expect(read).toThrow(ConfigFault)
    expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*TARE_BOOTSTRAP_API_KEY/)
    expect(read).not.toThrow(/too-short/)
  })
})
