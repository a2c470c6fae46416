import Link from 'next/link'
import { RequestAmount } from '#components/request/request-amount.tsx'
import { RequestStatus } from '#components/request/request-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { Underway } from '#components/ui/underway.tsx'
import type { RequestRow } from '#lib/requests/queries.ts'

type Props = {
  title: string
  empty: string
  rows: RequestRow[]
  more?: { href: string; label: string; isNeeded: boolean }
}

/** A few requests in lines: status, what, how much, by whom. */
export function RequestLines({ title, empty, rows, more }: Props) {
  return (
    <Card title={title} flush actions={more?.isNeeded && <TextLink href={more.href}>{more.label}</TextLink>}>
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">{empty}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <RequestLine key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function RequestLine({ row }: { row: RequestRow }) {
  const { id, number, title, state, requestedBy, changedAt } = row
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        href={`/requests/${id}`}
        prefetch={false}
        className="relative grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 no-underline hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="truncate">
          <span className="text-muted">{number}</span> <span className="font-strong">{title}</span>
        </span>
        <span className="text-end font-strong">
          <RequestAmount request={row} />
        </span>
        <span className="flex flex-wrap items-center gap-x-3 text-s">
          <RequestStatus state={state} />
          <span className="text-muted">{requestedBy.name}</span>
        </span>
        <span className="text-end text-s text-muted">
          <TimeAgo at={changedAt} />
        </span>
        <Underway />
      </Link>
    </li>
  )
}
