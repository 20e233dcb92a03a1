// Short names for the answers of the routes that the pages show.
import type { paths } from '../../contract/client.ts'

type Method = 'get' | 'post'

/** What a route answers when it is well. */
type Answer<Path extends keyof paths, Verb extends Method> = paths[Path][Verb] extends {
  responses: infer Responses
}
  ? ContentOf<Responses[keyof Responses & (200 | 201)]>
  : never

type ContentOf<Response> = Response extends { content: { 'application/json': infer Body } }
  ? Body
  : never

export type Person = Answer<'/v1/sessions/current', 'get'>
export type CasePage = Answer<'/v1/cases', 'get'>
export type ListedCase = CasePage['items'][number]
export type WholeCase = Answer<'/v1/cases/{id}', 'get'>
export type ShopStanding = Answer<'/v1/shops/{id}/standing', 'get'>
export type Sanction = ShopStanding['activeSanctions'][number]
export type StandingEvent = ShopStanding['history'][number]
export type BuyerStanding = Answer<'/v1/buyers/{id}/standing', 'get'>
export type Accounts = Answer<'/v1/shops/{id}/accounts', 'get'>
export type EntryPage = Answer<'/v1/ledger/entries', 'get'>
export type Entry = EntryPage['items'][number]
export type Assessment = Answer<'/v1/orders/{id}/assessment', 'get'>
export type Signal = Assessment['signals'][number]
export type WholeOrder = Answer<'/v1/orders/{id}', 'get'>
export type Proposal = Answer<'/v1/cases/{id}/proposal', 'get'>
export type ProposedFinding = Proposal['findings'][number]
export type Finding = ProposedFinding['finding']
export type Measure = ProposedFinding['measures'][number]
export type WholeDecision = Answer<'/v1/cases/{id}/decision', 'get'>
export type Statement = Answer<'/v1/cases/{id}/statement', 'get'>
export type Effect = Answer<'/v1/effects', 'get'>['items'][number]
export type ParcelCheck = Answer<'/v1/parcels/check', 'post'>
