// Whether a value is a record: checked against the table of fields, it comes out whole, or why not.
import { isMarketplaceId, LONGEST_ID } from '../vocabulary/ids.ts'
import { isCurrency } from '../vocabulary/money.ts'
import { parseInstant } from '../vocabulary/time.ts'
import { extraFields } from './extra-fields.ts'
import { type MarketRecord, RECORD_TYPES } from './record.ts'
import { type Field, type FieldRule, type Fields, RECORD_FIELDS } from './record-fields.ts'
import type { Rejection, RejectionCode } from './rejection.ts'

export type Checked =
  | {
      readonly ok: true
      readonly record: MarketRecord
      /** Fields that the table does not know, as the text of a JSON object. */
      readonly extra?: string
    }
  | ({ readonly ok: false } & Rejection)

type Values = Record<string, unknown>

/** Puts the value into the draft, or answers why not; pointers are relative to the draft. */
type Taker = (value: unknown, into: Values) => Rejection | undefined

interface FieldTaker {
  readonly name: string
  readonly required: boolean
  readonly take: Taker
}

/**
 * Checks a value parsed from JSON. `ok` carries a fresh record with its fields in the order of the
 * table, times as moments, nulls of optional fields left out; unknown fields are set aside. The
 * input is not changed.
 */
export function checkRecord(value: unknown): Checked {
  if (!isObject(value)) {
    const message = `This line is ${nameOf(value)}; write one JSON object with a type and an id.`
    return { ok: false, code: 'not_an_object', message, pointer: '' }
  }
  const type = value.type
  const takers = typeof type === 'string' ? TAKERS.get(type) : undefined
  if (!takers) return { ok: false, ...typeFault(type) }
  const record: Values = { type }
  const found = takeFields(value, takers, record)
  if (typeof found !== 'number') return { ok: false, ...found }
  const checked = record as object as MarketRecord
  // One key more than the known ones is the type itself.
  const hasMore = keyCount(value) > found + 1
  const extra = hasMore ? extraFields(value, RECORD_FIELDS[checked.type]) : undefined
  return extra === undefined ? { ok: true, record: checked } : { ok: true, record: checked, extra }
}

/** Takes every field; answers how many were there (nulls count), or the first fault. */
function takeFields(
  value: Values,
  takers: readonly FieldTaker[],
  into: Values,
): number | Rejection {
  let present = 0
  for (const { name, required, take } of takers) {
    const given = value[name]
    if (given !== undefined) present++
    if (given === undefined || given === null) {
      if (required) return missing(name)
      continue
    }
    const fault = take(given, into)
    if (fault) return fault
  }
  return present
}

function compile(fields: Fields): FieldTaker[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    required: field.required,
    take: takerOf(name, field),
  }))
}

function takerOf(name: string, field: Field): Taker {
  const read = READERS[field.kind] as Reader<FieldRule>
  return read(name, field)
}

type Reader<Rule> = (name: string, rule: Rule) => Taker
type Readers = {
  readonly [Kind in FieldRule['kind']]: Reader<Extract<FieldRule, { kind: Kind }>>
}

const READERS: Readers = {
  id: (name) => (value, into) => {
    if (typeof value !== 'string') return wrongType(name, 'a text', value)
    if (!isMarketplaceId(value)) return invalidId(name, value)
    into[name] = value
    return undefined
  },
  text: (name, { most }) => {
    return (value, into) => {
      if (typeof value !== 'string') return wrongType(name, 'a text', value)
      if (value.includes('\0') || !value.isWellFormed()) return invalidText(name, value)
      if (value.length > most) {
        return fault('too_long', name, `has ${value.length} characters; send at most ${most}`)
      }
      into[name] = value
      return undefined
    }
  },
  time: (name) => (value, into) => {
    if (typeof value !== 'string') return wrongType(name, 'a text with a time', value)
    const at = parseInstant(value)
    if (at === undefined) return invalidTime(name, value)
    into[name] = at
    return undefined
  },
  money: (name, { least, most }) => {
    return (value, into) => takeMoney({ name, least, most }, value, into)
  },
  whole: (name, { least, most }) => {
    return (value, into) => {
      if (typeof value !== 'number' || Number.isNaN(value)) {
        return wrongType(name, 'a number', value)
      }
      if (value < least || value > most) return outOfRange(name, value, `${least} to ${most}`)
      if (!Number.isInteger(value)) {
        return fault('wrong_type', name, `is ${value}; it must be a whole number`)
      }
      into[name] = value
      return undefined
    }
  },
  choice: (name, { of }) => {
    const allowed = new Set<unknown>(of)
    return (value, into) => {
      if (typeof value !== 'string') return wrongType(name, 'a text', value)
      if (!allowed.has(value)) {
        return fault('unknown_value', name, `is ${quote(value)}; send one of ${of.join(', ')}`)
      }
      into[name] = value
      return undefined
    }
  },
  object: (name, { fields }) => {
    const takers = compile(fields)
    return (value, into) => {
      if (!isObject(value)) return wrongType(name, 'an object', value)
      const draft: Values = {}
      const found = takeFields(value, takers, draft)
      if (typeof found !== 'number') return under(name, found)
      into[name] = draft
      return undefined
    }
  },
  list: (name, { fields, most }) => {
    const takers = compile(fields)
    return (value, into) => {
      if (!Array.isArray(value)) return wrongType(name, 'a list', value)
      if (value.length > most) {
        return fault('too_many', name, `has ${value.length} entries; send at most ${most}`)
      }
      const drafts: Values[] = []
      for (const [index, entry] of value.entries()) {
        if (!isObject(entry)) return under(name, wrongType(String(index), 'an object', entry))
        const draft: Values = {}
        const found = takeFields(entry, takers, draft)
        if (typeof found !== 'number') return under(`${name}/${index}`, found)
        drafts.push(draft)
      }
      into[name] = drafts
      return undefined
    }
  },
}

const TAKERS: ReadonlyMap<string, readonly FieldTaker[]> = new Map(
  RECORD_TYPES.map((type) => [type, compile(RECORD_FIELDS[type])]),
)

interface MoneyField {
  readonly name: string
  readonly least: number
  readonly most: number
}

function takeMoney(field: MoneyField, value: unknown, into: Values): Rejection | undefined {
  const { name, least, most } = field
  if (!isObject(value)) {
    return wrongType(name, 'an object {"amount": minor units, "currency": code}', value)
  }
  const { amount, currency } = value
  if (amount === undefined || amount === null) return under(name, missing('amount'))
  if (currency === undefined || currency === null) return under(name, missing('currency'))
  if (typeof amount !== 'number' || !Number.isInteger(amount)) {
    const told = `is ${show(amount)}; it must be whole minor units as a number`
    return under(name, fault('invalid_money', 'amount', told))
  }
  if (amount < least || amount > most) {
    return under(name, outOfRange('amount', amount, `${least} to ${most}`))
  }
  if (typeof currency !== 'string' || !isCurrency(currency)) {
    const told = `is ${show(currency)}; send an ISO 4217 code such as CNY`
    return under(name, fault('unknown_currency', 'currency', told))
  }
  // Adding zero makes a minus zero plain.
  into[name] = { amount: amount + 0, currency }
  return undefined
}

function typeFault(type: unknown): Rejection {
  if (type === undefined || type === null) return missing('type')
  if (type === 'report') {
    const told = 'report records are made by Tare itself; file a report with POST /v1/reports'
    return { code: 'unknown_type', message: `${told}.`, pointer: '/type' }
  }
  return fault('unknown_type', 'type', `is ${show(type)}; send one of ${RECORD_TYPES.join(', ')}`)
}

function fault(code: RejectionCode, name: string, told: string): Rejection {
  return { code, message: `${name} ${told}.`, pointer: `/${name}` }
}

/** Moves a fault from a part to the whole that holds it. */
function under(name: string, found: Rejection): Rejection {
  return { ...found, pointer: `/${name}${found.pointer}` }
}

function missing(name: string): Rejection {
  return fault('missing_field', name, 'is missing; it is required')
}

function wrongType(name: string, wanted: string, value: unknown): Rejection {
  return fault('wrong_type', name, `is ${nameOf(value)}; it must be ${wanted}`)
}

function outOfRange(name: string, value: number, range: string): Rejection {
  return fault('out_of_range', name, `is ${value}; it must lie in ${range}`)
}

function invalidId(name: string, value: string): Rejection {
  const long = value.length > LONGEST_ID
  const what = long ? `has ${value.length} characters` : value === '' ? 'is empty' : ''
  const told = what || 'has a control character or half of a character'
  return fault('invalid_id', name, `${told}; send 1 to ${LONGEST_ID} ordinary characters`)
}

function invalidText(name: string, value: string): Rejection {
  const what = value.includes('\0') ? 'a NUL character' : 'half of a character (a lone surrogate)'
  return fault('invalid_text', name, `has ${what}; take it out`)
}

function invalidTime(name: string, value: string): Rejection {
  const told = `is ${quote(value)}; write RFC 3339 with an offset, as 2026-11-24T09:30:00+08:00`
  return fault('invalid_time', name, `${told}, in the years 1970 to 9999`)
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keyCount(value: Values): number {
  let count = 0
  for (const key in value) if (Object.hasOwn(value, key)) count++
  return count
}

/** What kind of JSON value it is, in words. */
function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object',
  }
  return names[typeof value] ?? 'no JSON value'
}

function show(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' ? String(value) : nameOf(value)
}

function quote(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
}
