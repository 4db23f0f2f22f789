import type { ReactNode } from 'react'
import { Count } from './count.tsx'

export interface StatTileProps {
  label: string
  /** Numbers are written by the rules of the page, anything else as it is. */
  value: number | ReactNode
}

export function StatTile({ label, value }: StatTileProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num">{typeof value === 'number' ? <Count value={value} /> : value}</dd>
    </div>
  )
}

/** A few numbers side by side. */
export function StatStrip({ stats }: { stats: readonly StatTileProps[] }) {
  return (
    <dl className="strip">
      {stats.map((stat) => (
        <StatTile key={stat.label} {...stat} />
      ))}
    </dl>
  )
}
