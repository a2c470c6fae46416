import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { Underway } from '#components/ui/underway.tsx'
import { expiringHref } from '#lib/orders/expiring-query.ts'
import type { Overview } from '#lib/requests/overview-query.ts'

/** What was paid for in advance and runs out next. */
export function ExpiringLines({ total, rows }: Overview['expiring']) {
  const t = useTranslations('overview.expiring')
  const hasMore = total.count > rows.length
  return (
    <Card title={t('title')} flush actions={hasMore && <TextLink href="/expiring">{t('all')}</TextLink>}>
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t('empty')}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.key} className="border-b border-line last:border-b-0">
              <Link
                href={expiringHref(row)}
                prefetch={false}
                className="relative grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 px-4 py-2.5 no-underline hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span className="truncate font-strong">{row.name}</span>
                <span className="text-end">
                  <TimeAgo at={row.expiresAt} />
                </span>
                <span className="truncate text-s text-muted">
                  {row.account.name} {row.region || row.account.region}
                </span>
                <span className="truncate text-end font-mono text-s text-muted">{row.orderId}</span>
                <Underway />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
