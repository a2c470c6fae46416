import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  /** How many there are, already in words or digits. */
  count?: ReactNode
  /** Region, account or status: what the page is about. */
  context?: ReactNode
  /** When the data was true, for example `<AsOf at={…} />`. */
  asOf?: ReactNode
  actions?: ReactNode
}

/** The one h1 of a page. */
export function PageHeader({ title, count, context, asOf, actions }: Props) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {context && <div className="mb-1 flex flex-wrap items-center gap-2 text-s text-muted">{context}</div>}
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h1 className="text-xl font-strong tracking-tight text-balance">{title}</h1>
          {count !== undefined && <span className="text-l text-muted">{count}</span>}
          {asOf && <span className="text-s text-muted">{asOf}</span>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
