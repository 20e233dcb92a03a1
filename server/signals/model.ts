// The model: prior, bands and caps that turn weighed signals into one probability.
import { type Band, type Contribution, probabilityOf, toHundredths } from './assessment.ts'

/** How far contributions may go, in decibans: `most` against the order, `least` for it. */
export interface Cap {
  readonly most: number
  readonly least: number
}

/** The share of a subject's orders that are shams, if it deals in them and if it does not. */
export interface SubjectRates {
  readonly sham: number
  readonly honest: number
}

export interface Model {
  readonly version: string
  /** Decibans of the odds that an order nobody knows anything about is a sham. */
  readonly priorDecibans: number
  /** The same for a shop that lives by sham orders, and for a buyer who places them. */
  readonly subjectPriorDecibans: { readonly shop: number; readonly buyer: number }
  readonly subjectRates: { readonly shop: SubjectRates; readonly buyer: SubjectRates }
  /** The probability at which each band begins; below `watch` an order is clear. */
  readonly bands: Readonly<Record<Exclude<Band, 'clear'>, number>>
  /** Signals of one group see the same thing, so their sum has a cap of its own. */
  readonly groups: Readonly<Record<string, Cap>>
  /** What all signals of a kind may add up to over the orders of one shop or buyer. */
  readonly subjectCap: Cap
}

/**
 * The model that counts until one has been fitted to decided cases. Its numbers are reasoned:
 * each is argued beside it, and a fitted model replaces them all under a version of its own.
 */
export const REASONED_MODEL: Model = {
  version: 'reasoned-1',
  // 2 %. Sham trade has been put at one to two per cent of what the large marketplaces of China
  // turn over; the upper end, since empties are sent where goods are cheap and orders many.
  priorDecibans: -17,
  // 1 % of shops and 0.2 % of buyers: a brushing shop needs many buyer accounts, but an honest
  // marketplace has about a hundred buyers for each shop.
  subjectPriorDecibans: { shop: -20, buyer: -27 },
  // A shop that brushes mixes shams into real trade; a hired buyer buys little else. Honest shops
  // and buyers meet a sham now and then: a stray, a mistake of the scales or of the catalogue.
  subjectRates: {
    shop: { sham: 0.3, honest: 0.005 },
    buyer: { sham: 0.6, honest: 0.01 },
  },
  // A watch costs nobody anything. A suspect order may open a case, which costs a seller's time,
  // so most of them must be rightly there; near certainty is where policy may act first.
  bands: { watch: 0.1, suspect: 0.6, near_certain: 0.95 },
  groups: {
    // One weighing proves at most that this parcel was light: 22 dB is 1 in 160, about as often
    // as catalogues are wrong by so much.
    weight: { most: 22, least: -10 },
    // A number that went elsewhere and a number that served another order are one fact.
    waybill: { most: 20, least: 0 },
    // A burst of orders says something about the shop; about a single order much less.
    conduct: { most: 14, least: 0 },
    // Words of one buyer, however often repeated.
    complaint: { most: 10, least: 0 },
  },
  subjectCap: { most: 35, least: -15 },
}

/** The band that a probability falls into. */
export function bandOf(probability: number, model: Model): Band {
  if (probability >= model.bands.near_certain) return 'near_certain'
  if (probability >= model.bands.suspect) return 'suspect'
  return probability >= model.bands.watch ? 'watch' : 'clear'
}

/** What a sum of decibans means: the figures that every assessment and finding carries. */
export interface Verdict {
  readonly probability: number
  readonly decibans: number
  readonly band: Band
  readonly signals: readonly Contribution[]
}

/** Adds contributions to a prior. They must be rounded to hundredths already. */
export function addUp(prior: number, signals: readonly Contribution[], model: Model): Verdict {
  let sum = prior
  for (const { decibans } of signals) sum += decibans
  const decibans = toHundredths(sum)
  const probability = probabilityOf(decibans)
  return { probability, decibans, band: bandOf(probability, model), signals }
}

/** Scales values down to a cap on their sum, each side in proportion. Answers hundredths. */
export function withinCap(values: readonly number[], cap: Cap | undefined): number[] {
  const sum = values.reduce((total, value) => total + value, 0)
  const bound = cap ? Math.min(Math.max(sum, cap.least), cap.most) : sum
  const share = sum === 0 ? 1 : bound / sum
  return values.map((value) => toHundredths(value * share))
}
