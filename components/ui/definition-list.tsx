import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  /** `href`-like actions of a row (a change link, a copy button) go into `action`. */
  rows: {
    id: string
    label: ReactNode
    value: ReactNode
    action?: ReactNode
    /** What needs the whole width, under label and value. */
    below?: ReactNode
  }[]
  /** Two columns of pairs on wide screens. */
  columns?: 1 | 2
}

/** Names and values, set like a timetable: names in one column, values in the next. */
export function DefinitionList({ rows, columns = 1 }: Props) {
  return (
    <dl className={classNames('text-m', columns === 2 && 'lg:grid lg:grid-cols-2 lg:gap-x-8')}>
      {rows.map(({ id, label, value, action, below }) => (
        <div
          key={id}
          className={classNames(
            'flex flex-wrap gap-x-4 border-b border-line py-2 first:pt-0 last:border-b-0 last:pb-0',
            columns === 2 && 'lg:nth-2:pt-0 lg:odd:nth-last-2:border-b-0 lg:odd:nth-last-2:pb-0',
          )}
        >
          <dt className="w-[min(11rem,36%)] shrink-0 text-muted max-sm:w-full">{label}</dt>
          <dd className="min-w-0 flex-1">{value}</dd>
          {action && <dd className="shrink-0">{action}</dd>}
          {below && <dd className="mt-1.5 w-full">{below}</dd>}
        </div>
      ))}
    </dl>
  )
}
