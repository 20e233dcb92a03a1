// Paths into a record, as `address.city` or `lines.0.listingId`, held against the table of fields.
import type { RecordType } from '../intake/record.ts'
import { type Field, type FieldRule, type Fields, RECORD_FIELDS } from '../intake/record-fields.ts'

/** A path that leads to a field of the table, and what the value there has to be. */
export interface FieldPath {
  readonly segments: readonly string[]
  readonly rule: FieldRule
}

const MONEY_PARTS: Fields = {
  amount: { kind: 'whole', least: 0, most: Number.MAX_SAFE_INTEGER, required: true },
  currency: { kind: 'text', most: 3, required: true },
}

/** The field that a path names, or undefined where the type has none of this name. */
export function fieldAt(type: RecordType, path: string): FieldPath | undefined {
  const segments = path.split('.')
  let fields: Fields = RECORD_FIELDS[type]
  let rule: FieldRule | undefined
  for (const segment of segments) {
    if (rule?.kind === 'list' && isIndex(segment)) {
      rule = { kind: 'object', fields: rule.fields }
      continue
    }
    if (rule) fields = partsOf(rule)
    const found: Field | undefined = Object.hasOwn(fields, segment) ? fields[segment] : undefined
    if (!found) return undefined
    rule = found
  }
  return rule && { segments, rule }
}

/** The fields within a value of this kind; none within a plain value. */
export function partsOf(rule: FieldRule): Fields {
  if (rule.kind === 'money') return MONEY_PARTS
  return rule.kind === 'object' ? rule.fields : {}
}

/** Every field of a type that a column can fill, dots for nesting, for people to choose from. */
export function fieldNames(type: RecordType): readonly string[] {
  const fields: Fields = RECORD_FIELDS[type]
  return Object.entries(fields).flatMap(([name, field]) => {
    const parts = Object.keys(partsOf(field))
    return parts.length > 0 ? parts.map((part) => `${name}.${part}`) : [name]
  })
}

/** Puts a value where the segments lead, making objects and lists on the way. */
export function putAt(target: object, segments: readonly string[], value: unknown): void {
  let at = target as Record<string, unknown>
  segments.forEach((segment, index) => {
    const next = segments[index + 1]
    if (next === undefined) at[segment] = value
    else {
      at[segment] ??= isIndex(next) ? [] : {}
      at = at[segment] as Record<string, unknown>
    }
  })
}

function isIndex(segment: string): boolean {
  return /^\d{1,3}$/.test(segment)
}
