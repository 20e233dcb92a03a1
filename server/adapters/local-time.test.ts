// Wall clocks of real zones, gaps and repeated hours included.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant, instant } from '../vocabulary/time.ts'
import { parseWallClock, timeReader } from './local-time.ts'

function read(text: string, zone?: string): string {
  const at = timeReader(zone)(text)
  return typeof at === 'number' ? formatInstant(at) : at.fault
}

test.each([
  ['2019-12-27 00:00:01', 'Asia/Shanghai', '2019-12-26T16:00:01Z'],
  ['2019/1/2 3:04', 'Asia/Shanghai', '2019-01-01T19:04:00Z'],
  ['2017-10-02 10:56:33', 'America/Sao_Paulo', '2017-10-02T13:56:33Z'],
  ['2018-01-15 10:56:33.250', 'America/Sao_Paulo', '2018-01-15T12:56:33.250Z'],
  ['2018-05-01', 'UTC', '2018-05-01T00:00:00Z'],
  ['2019-12-27T00:00:01+09:00', 'Asia/Shanghai', '2019-12-26T15:00:01Z'],
])('reads %s in %s as %s', (text, zone, expected) => {
  expect(read(text, zone)).toBe(expected)
})

test('reads a time in the gap of spring as if the clocks had not yet gone forward', () => {
  // Sao Paulo went from 00:00 to 01:00 on 15 October 2017.
  expect(read('2017-10-15 00:30:00', 'America/Sao_Paulo')).toBe('2017-10-15T03:30:00Z')
  expect(read('2026-03-29 02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00Z')
})

test('reads a time that the clock showed twice as the first of the two', () => {
  expect(read('2026-10-25 02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z')
})

test('refuses a time without offset where no zone is given, and says what to do', () => {
  expect(read('2019-12-27 00:00:01')).toMatch('--zone')
})

test.each([
  '27/12/2019 10:00',
  '2019-02-30 10:00:00',
  '2019-12-27 24:00:00',
  '',
  'soon',
  '1577404801',
])('refuses %j as a time', (text) => {
  expect(read(text, 'UTC')).toMatch('is not a time')
})

test('reads seconds and milliseconds since 1970 only where the zone is said to be unix', () => {
  expect(read('1577404801', 'unix')).toBe('2019-12-27T00:00:01Z')
  expect(read('1577404801250', 'unix')).toBe('2019-12-27T00:00:01.250Z')
  expect(read('2019122700', 'UTC')).toMatch('is not a time')
})

test('shows on the wall clock what it was read from, outside gaps and repeated hours', () => {
  const zones = ['Asia/Shanghai', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 60 * 365 * 24 * 60 }),
      (zone, minutes) => {
        const at = instant(minutes * 60_000)
        const shown = new Date(at).toLocaleString('sv-SE', { timeZone: zone })
        const back = timeReader(zone)(shown)
        const again = new Date(back as number).toLocaleString('sv-SE', { timeZone: zone })
        expect(again).toBe(shown)
        expect(parseWallClock(shown)).toBeDefined()
      },
    ),
  )
})
