// The sign of the house: a parcel, seen from the front, and its name.
import { Link } from 'react-router'

export function BrandSign({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect
        x="3"
        y="8"
        width="26"
        height="20"
        rx="2.5"
        fill="none"
        stroke="var(--brand)"
        strokeWidth="2.8"
      />
      <path d="M3 15h26M16 8v7" stroke="var(--brand)" strokeWidth="2.8" />
    </svg>
  )
}

export function Brand({ to }: { to: string }) {
  return (
    <Link className="brand" to={to}>
      <BrandSign />
      Tare
    </Link>
  )
}
