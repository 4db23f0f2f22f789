import type { ReactNode } from 'react'

export interface PageHeadProps {
  title: string
  /** A few words above the title: what kind of page this is. */
  kicker?: string
  /** One or two sentences below it. */
  lead?: string
  /** `s` where something else on the page is the largest thing. */
  size?: 'm' | 's'
  actions?: ReactNode
}

/** The one heading of a page that has no cover. */
export function PageHead({ title, kicker, lead, size = 'm', actions }: PageHeadProps) {
  return (
    <header className="page-head">
      {kicker ? <p className="kicker label">{kicker}</p> : null}
      <h1 className={`display ${size}`} dir="auto">
        {title}
      </h1>
      {lead ? (
        <p className="page-lead" dir="auto">
          {lead}
        </p>
      ) : null}
      {actions ? <div className="cluster">{actions}</div> : null}
    </header>
  )
}
