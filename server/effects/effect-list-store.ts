// Pages of effects as the marketplace reads them: what it has not confirmed, what is overdue.
import { type Database, sqlTime } from '../platform/database.ts'
import { type Instant, later } from '../vocabulary/time.ts'
import { CONFIRM_WITHIN, type Effect } from './effect.ts'
import { EFFECT_COLUMNS, type EffectRow, effectOfRow } from './effect-store.ts'

export interface EffectFilter {
  /** `shop:ID` or `buyer:ID`. */
  readonly subject: string | undefined
  readonly confirmed: boolean | undefined
  readonly overdue: boolean | undefined
  readonly before: string | undefined
  readonly now: Instant
  readonly limit: number
}

/** The newest first. */
export async function listEffects(db: Database, filter: EffectFilter): Promise<Effect[]> {
  const rows = await db.query<EffectRow>(
    `select ${EFFECT_COLUMNS} from (
       select *, coalesce(ended_at, reversed_at) as lifted_at from effect) as e
     where ($1::text is null or subject = $1)
       and ($2::boolean is null or $2 = (
         case when lifted_at is null then imposed_ack_at else lifted_ack_at end is not null))
       and ($3::boolean is null or $3 = (
         case when lifted_at is null then imposed_ack_at else lifted_ack_at end is null
         and coalesce(lifted_at, imposed_at) < $4))
       and ($5::uuid is null or id < $5)
     order by id desc limit $6`,
    [
      filter.subject ?? null,
      filter.confirmed ?? null,
      filter.overdue ?? null,
      sqlTime(later(filter.now, -CONFIRM_WITHIN)),
      filter.before ?? null,
      filter.limit,
    ],
  )
  return rows.map(effectOfRow)
}
