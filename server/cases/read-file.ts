// Reads the frozen file of a case, as far as the reader may see it.
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { readerOf } from './case-answer.ts'
import { type FileContent, openFile } from './frozen-file.ts'
import { readFrozenFile } from './frozen-file-store.ts'
import { demandCase } from './read-case.ts'
import { fileForReader } from './visible-facts.ts'

export interface FileAnswer {
  readonly version: number
  readonly frozenAt: string
  /** SHA-256 of the whole file as it was frozen, also where parts are withheld here. */
  readonly hash: string
  readonly withheld: readonly string[]
  readonly content: FileContent
}

/**
 * The newest frozen file, or the version asked for. Throws `not_found` where the actor may not see
 * the case, or nothing was frozen yet; parties see it once the decision stands.
 */
export async function showFile(
  db: Database,
  caseId: CaseId,
  { actor, version }: { readonly actor: Actor; readonly version: number | undefined },
): Promise<FileAnswer> {
  const subject = await demandCase(db, caseId, actor)
  const file = await readFrozenFile(db, caseId, version)
  const reader = readerOf(actor) ?? 'buyer'
  const isTooEarly = reader !== 'desk' && subject.decision?.state !== 'standing'
  if (!file || isTooEarly) {
    throw new Problem(
      'not_found',
      'The file is frozen when the case is decided; there is none yet.',
    )
  }
  const { content, withheld } = fileForReader(openFile(file), reader)
  const { hash, frozenAt } = file
  return { version: file.version, frozenAt: formatInstant(frozenAt), hash, withheld, content }
}
