// A refusal of the server as an error that pages can tell from one another.
import type { ProblemAnswer } from '../../contract/client.ts'

/** Why something did not work, as pages know it: the server's code, or that it was not heard. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly problem: ProblemAnswer | undefined

  constructor(status: number, problem: ProblemAnswer | undefined) {
    super(problem?.detail ?? problem?.title ?? `status ${status}`)
    this.name = 'Refusal'
    this.status = status
    this.code = problem?.code ?? (status === 0 ? 'not_heard' : 'internal_error')
    this.problem = problem
  }
}

interface Answered<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

function isProblem(value: unknown): value is ProblemAnswer {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value
}

/** The data of an answer. Throws {@link Refusal}; its status is 0 where nobody answered. */
export async function answerOf<Data>(call: Promise<Answered<Data>>): Promise<Data> {
  let answered: Answered<Data>
  try {
    answered = await call
  } catch {
    throw new Refusal(0, undefined)
  }
  const { data, error, response } = answered
  if (response.ok) return data as Data
  throw new Refusal(response.status, isProblem(error) ? error : undefined)
}

/** Whether the failure is a refusal with this status. */
export function isRefused(failure: unknown, status: number): boolean {
  return failure instanceof Refusal && failure.status === status
}
