// The shapes of answers that several doors of this floor give, for the description of the API.
import { z } from 'zod'
import { oneLine } from '../access/listing.ts'
import { LONGEST_ID } from '../vocabulary/ids.ts'
import { isCurrency, LARGEST_AMOUNT } from '../vocabulary/money.ts'

export const moneyShape = z.object({
  amount: z.int().describe('Minor units: fen, cents'),
  currency: z.string(),
})

/** Money that somebody asks for. */
export const askedMoney = z.object({
  amount: z.int().min(1).max(LARGEST_AMOUNT),
  currency: z.string().refine(isCurrency, 'must be the code of a currency, as CNY'),
})

export const marketplaceId = oneLine.min(1).max(LONGEST_ID)

export const idParams = z.object({ id: marketplaceId })

export const scopeShape = z
  .looseObject({ kind: z.string() })
  .describe('shop, listings with listingIds, orders with orderIds, or reporter')

export const sanctionShape = z.object({
  effectId: z.uuid(),
  decisionId: z.uuid(),
  caseId: z.uuid(),
  kind: z.string(),
  scope: scopeShape,
  clause: z.string(),
  points: z.int(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  amount: moneyShape.optional(),
  paid: moneyShape.optional(),
})
