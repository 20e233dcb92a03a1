// Small signs inside fields. They only repeat what a label says, so nobody has them read out.

interface SignProps {
  readonly path: string
}

function Sign({ path }: SignProps) {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}

/** Opens a list. */
export function DownSign() {
  return <Sign path="M3.5 6 8 10.5 12.5 6" />
}

/** Looks for something. */
export function SearchSign() {
  return <Sign path="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9m3.4 7.9L14 14" />
}
