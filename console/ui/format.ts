// Amounts, moments and shares as the reader's language writes them.
import { useMemo } from 'react'
import { type Language, useLanguage } from './language.tsx'

export interface Money {
  readonly amount: number
  readonly currency: string
}

function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

type Sign = 'auto' | 'exceptZero'

export function formatMoney(
  language: Language,
  { amount, currency }: Money,
  signDisplay: Sign = 'auto',
): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay,
  })
  return format.format(amount / 10 ** minorDigits(currency))
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]

/**
 * "in 3 hours", "5 days ago". Hours are told up to three days, since "in 1 day" hides almost as
 * much as it says; what is left is never rounded up.
 */
export function formatDistance(language: Language, from: number, to: number): string {
  const distance = to - from
  const format = new Intl.RelativeTimeFormat(language)
  if (Math.abs(distance) >= 3 * DAY) return format.format(Math.trunc(distance / DAY), 'day')
  if (Math.abs(distance) >= HOUR) return format.format(Math.trunc(distance / HOUR), 'hour')
  return format.format(Math.trunc(distance / MINUTE), 'minute')
}

export interface Formats {
  money(value: Money): string
  /** With a sign: what came in or went out. */
  moneyMoved(value: Money): string
  moment(text: string): string
  /** Without the year, where many stand below one another. */
  shortMoment(text: string): string
  day(text: string): string
  distance(text: string): string
  share(value: number): string
  number(value: number, digits?: number): string
  grams(value: number): string
  decibans(value: number): string
  /** An amount whose currency is not told, in hundredths: the figure alone. */
  stake(value: number): string
}

/** The formats of the reader's language and time zone. */
export function useFormats(): Formats {
  const { language } = useLanguage()
  return useMemo(() => {
    const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
    const shortMoment = new Intl.DateTimeFormat(language, {
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    })
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
    const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
    const decibans = new Intl.NumberFormat(language, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    })
    const stake = new Intl.NumberFormat(language, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    })
    const number = (value: number, digits = 0) =>
      new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
    return {
      money: (value) => formatMoney(language, value),
      moneyMoved: (value) => formatMoney(language, value, 'exceptZero'),
      moment: (text) => moment.format(new Date(text)),
      shortMoment: (text) => shortMoment.format(new Date(text)),
      day: (text) => day.format(new Date(text)),
      distance: (text) => formatDistance(language, Date.now(), Date.parse(text)),
      // 99.97 % must not read as certainty.
      share: (value) =>
        value > 0.999 && value < 1 ? `> ${share.format(0.999)}` : share.format(value),
      number,
      grams: (value) => (language === 'en' ? `${number(value)} g` : `${number(value)} 克`),
      decibans: (value) => decibans.format(value),
      stake: (value) => stake.format(value / 100),
    }
  }, [language])
}
