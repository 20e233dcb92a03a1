// A button for an act that the server may not allow now; where it does not, the reason stands by.
import { Button, type ButtonProps } from 'antd'
import { useId } from 'react'
import { againstWords } from '../words/state-words.ts'
import { useTerms } from './language.tsx'

/** As the server answers it under `can`. */
export interface Can {
  readonly allowed: boolean
  readonly reason?: string | undefined
}

interface ActButtonProps extends Omit<ButtonProps, 'disabled'> {
  readonly can: Can
}

export function ActButton({ can, ...button }: ActButtonProps) {
  const name = useTerms(againstWords)
  const id = useId()
  if (can.allowed) return <Button {...button} />
  return (
    <span className="stack tight">
      <Button {...button} disabled aria-describedby={id} />
      <span id={id} className="quiet small">
        {name(can.reason ?? 'unknown')}
      </span>
    </span>
  )
}
