// A panel: a titled part of a page.
import { type ReactNode, useId } from 'react'

interface PanelProps {
  readonly title: ReactNode
  /** Small things at the right of the title. */
  readonly aside?: ReactNode
  /** Without a margin at the sides, for ledgers that run from edge to edge. */
  readonly flush?: boolean
  readonly children: ReactNode
}

export function Panel({ title, aside, flush = false, children }: PanelProps) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={flush ? 'panel-body flush' : 'panel-body'}>{children}</div>
    </section>
  )
}
