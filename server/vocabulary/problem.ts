// Refusals: every code once, with its status and title, and the one class that verbs throw.

export const PROBLEMS = {
  malformed_request: { status: 400, title: 'The request cannot be read' },
  invalid_fields: { status: 422, title: 'Some fields are not as they should be' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  wrong_credentials: { status: 401, title: 'The e-mail address or the password is wrong' },
  not_permitted: { status: 403, title: 'You may not do this' },
  not_found: { status: 404, title: 'There is no such thing here' },
  no_such_route: { status: 404, title: 'There is no such address' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  not_possible_now: { status: 409, title: 'The case does not allow this now' },
  already_exists: { status: 409, title: 'There is one already' },
  changed_meanwhile: { status: 409, title: 'Somebody else changed it meanwhile' },
  still_working: { status: 409, title: 'The first request with this key is still being worked on' },
  key_used_otherwise: { status: 422, title: 'This key came with another request before' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'This kind of content is not taken here' },
  conflict_of_interest: { status: 403, title: 'You have a part in this matter' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  too_busy: { status: 503, title: 'Too much work at the moment' },
  not_ready: { status: 503, title: 'Not ready' },
  internal_error: { status: 500, title: 'Something went wrong here' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** What is wrong with one field: a JSON pointer into the body, and a sentence. */
export interface FieldError {
  readonly pointer: string
  readonly message: string
}

export interface ProblemMore {
  readonly errors?: readonly FieldError[]
  /** Seconds after which it makes sense to try again. */
  readonly retryAfterSeconds?: number
  /** Acts that are possible instead, for a 409. */
  readonly possible?: readonly string[]
}

/** A refusal for the caller's eyes: `detail` says what, where, and what to do. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly more: ProblemMore

  constructor(code: ProblemCode, detail: string, more: ProblemMore = {}) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.more = more
  }

  get status(): number {
    return PROBLEMS[this.code].status
  }
}

/** A refusal on account of one field. */
export function fieldProblem(pointer: string, message: string): Problem {
  return new Problem('invalid_fields', message, { errors: [{ pointer, message }] })
}
