// Checking a record: what is right comes out whole, what is wrong is told, and nothing ever throws.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant } from '../vocabulary/time.ts'
import { MOST_EXTRA } from './extra-fields.ts'
import { RECORD_TYPES } from './record.ts'
import { recordAnswer } from './record-answer.ts'
import { checkRecord } from './record-check.ts'
import { type Field, type Fields, RECORD_FIELDS } from './record-fields.ts'
import { REJECTIONS } from './rejection.ts'

const marketplaceId = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
const time = fc
  .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

function madeFor(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'id':
      return marketplaceId
    case 'text':
      return fc.string({ maxLength: Math.min(field.most, 60), unit: 'grapheme' })
    case 'time':
      return time
    case 'money':
      return fc.record({
        amount: fc.integer({ min: field.least, max: field.most }),
        currency: fc.constantFrom('CNY', 'EUR', 'JPY'),
      })
    case 'whole':
      return fc.integer({ min: field.least, max: field.most })
    case 'choice':
      return fc.constantFrom(...field.of)
    case 'object':
      return objectOf(field.fields)
    case 'list':
      return fc.array(objectOf(field.fields), { maxLength: 4 })
  }
}

function objectOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(fields)
  return fc.record(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, madeFor(field)])),
    { requiredKeys: names.filter((name) => fields[name]?.required) },
  )
}

const anyRecord = fc
  .constantFrom(...RECORD_TYPES)
  .chain((type) => objectOf(RECORD_FIELDS[type]).map((fields) => ({ type, ...fields })))

describe('a right record', () => {
  it('of any type is taken, and reads back as it was sent', () => {
    fc.assert(
      fc.property(anyRecord, (sent) => {
        const checked = checkRecord(JSON.parse(JSON.stringify(sent)))
        // Identifiers made of any character may hold a control character by chance.
        if (!checked.ok) return expect(checked.code).toMatch(/^invalid_(id|text)$/)
        expect(checked.extra).toBeUndefined()
        const { record } = recordAnswer(checked.record.type, checked.record)
        const plain: Record<string, unknown> = JSON.parse(JSON.stringify(sent))
        for (const [name, value] of Object.entries(plain)) {
          const isTime = parseInstant(String(value)) !== undefined && typeof value === 'string'
          if (isTime) expect(parseInstant(String(record[name]))).toBe(parseInstant(value))
          else expect(record[name]).toEqual(value)
        }
        expect(Object.keys(record).sort()).toEqual(Object.keys(plain).sort())
      }),
      { numRuns: 500 },
    )
  })

  it('comes out the same in whatever order its fields came', () => {
    fc.assert(
      fc.property(anyRecord, (sent) => {
        const turned = Object.fromEntries(Object.entries(sent).reverse())
        expect(JSON.stringify(checkRecord(turned))).toBe(JSON.stringify(checkRecord(sent)))
      }),
    )
  })

  it('leaves nulls of optional fields out', () => {
    const checked = checkRecord({ type: 'shop', id: 's', name: null, openedAt: null })
    expect(checked).toEqual({ ok: true, record: { type: 'shop', id: 's' } })
  })

  it('may be dated from the first to the last moment, and say minus zero', () => {
    const at = (text: string) =>
      checkRecord({
        type: 'deposit',
        id: 'd',
        shopId: 's',
        at: text,
        amount: { amount: -0, currency: 'CNY' },
      })
    expect(at('1970-01-01T00:00:00Z').ok).toBe(true)
    const last = at('9999-12-31T23:59:59.999Z')
    expect(JSON.stringify(last)).toContain('"amount":0')
    expect(last.ok && Object.is(Reflect.get(last.record, 'amount').amount, 0)).toBe(true)
  })
})

describe('any value at all', () => {
  it('is answered and never thrown at, with a code, a place and a sentence', () => {
    const strange = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.tuple(anyRecord, fc.string(), fc.jsonValue()).map(([record, name, value]) => ({
        ...record,
        [name]: value,
      })),
      fc.tuple(anyRecord, fc.nat(), fc.jsonValue()).map(([record, index, value]) => {
        const names = Object.keys(record)
        return { ...record, [names[index % names.length] ?? 'id']: value }
      }),
    )
    fc.assert(
      fc.property(strange, (value) => {
        const checked = checkRecord(value)
        if (checked.ok) return
        expect(Object.keys(REJECTIONS)).toContain(checked.code)
        expect(checked.message).toMatch(/\.$/)
        expect(checked.message).not.toMatch(/\p{Cc}/u)
        expect(checked.pointer).toMatch(/^(\/[A-Za-z0-9]+)*$/)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('unknown fields', () => {
  const shop = { type: 'shop', id: 's' }
  const extraOf = (more: object) => {
    const checked = checkRecord({ ...shop, ...more })
    return checked.ok ? checked.extra : undefined
  }

  it('are kept as JSON beside the record', () => {
    expect(extraOf({ rating: 4.5, nested: { a: [1, null] }, 空: '包' })).toBe(
      '{"rating":4.5,"nested":{"a":[1,null]},"空":"包"}',
    )
  })

  it('that do not fit, are too deep, or cannot be stored are left out, not refused', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(extraOf({ big: 'x'.repeat(MOST_EXTRA), small: 1 })).toBe('{"small":1}')
    expect(extraOf({ deep, small: 1 })).toBe('{"small":1}')
    expect(extraOf({ nul: 'a\0', half: '\ud800', small: 1 })).toBe('{"small":1}')
  })

  it('named for machinery of JavaScript do no harm', () => {
    const value: unknown = JSON.parse(
      '{"type":"shop","id":"s","__proto__":{"name":"x"},"constructor":{"prototype":1},"toString":2}',
    )
    const checked = checkRecord(value)
    expect(checked).toEqual({
      ok: true,
      record: { type: 'shop', id: 's' },
      extra: '{"toString":2}',
    })
    expect(Reflect.get({}, 'name')).toBeUndefined()
  })
})
