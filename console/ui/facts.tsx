// Facts with their names, as a list that a screen reader can walk.
import type { ReactNode } from 'react'

export interface Fact {
  readonly name: string
  /** Left out where it is not known. */
  readonly value: ReactNode
}

export function Facts({ facts, className = 'facts' }: { facts: Fact[]; className?: string }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  return (
    <dl className={className}>
      {known.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
