// Why a line is not taken in: the closed list of codes, in order of precedence, and the refusal.

/**
 * Each code with what it means. Where a line has several faults the first in this order is told,
 * and among fields the first in the order of record-fields.ts.
 */
export const REJECTIONS = {
  line_too_long: 'The line is longer than 1 MiB.',
  not_utf8: 'The line is not UTF-8.',
  malformed_json: 'The line is not one whole JSON value.',
  not_an_object: 'The line is JSON, but not an object.',
  unknown_type: 'The `type` is not one of the eleven.',
  missing_field: 'A required field is left out or null.',
  wrong_type: 'The value of a field is of another JSON type, or a fraction where a whole is due.',
  invalid_id: 'An identifier is not 1 to 128 characters without control characters.',
  invalid_text: 'A text has a NUL or half of a character.',
  too_long: 'A text is longer than its field takes.',
  invalid_time: 'A time is not RFC 3339 with an offset, or not of the years 1970 to 9999.',
  invalid_money: 'An amount of money is not whole minor units.',
  unknown_currency: 'A currency is not an ISO 4217 code in use.',
  out_of_range: 'A number is smaller or larger than its field takes.',
  unknown_value: 'A value is not one of those listed for its field.',
  too_many: 'A list has more entries than its field takes.',
} as const satisfies Record<string, string>

export type RejectionCode = keyof typeof REJECTIONS

/** One line refused: what, where (a JSON pointer into the line's object), and what to do. */
export interface Rejection {
  readonly code: RejectionCode
  readonly message: string
  readonly pointer: string
}
