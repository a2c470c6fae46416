'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import { ExportMenu } from '#components/list/export-menu.tsx'
import { MirrorAge } from '#components/list/mirror-age.tsx'
import type { RequestActions } from '#components/request/request-actions.ts'
import { type StopPurchases, StopPurchasesButton } from '#components/shell/stop-purchases.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { isStale } from '#lib/page.ts'
import type { DeskFilter } from '#lib/requests/desk-filter.ts'
import { deskQuery, type DeskCase } from '#lib/requests/desk-query.ts'
import { DeskCard } from './desk-card.tsx'

// Seldom seen.
const StaleNotice = lazy(async () => ({ default: (await import('#components/list/stale-notice.tsx')).StaleNotice }))

type Props = { filter: DeskFilter; actions: RequestActions; stop: StopPurchases }

/** Everything whose outcome is not known or that cannot go on without a person, with what is known and what can be done. */
export function Desk({ filter, actions, stop }: Props) {
  const t = useTranslations('desk')
  const { data } = useQuery(deskQuery(filter))
  if (!data) return null
  const { unknown, person, total, asOf } = data
  const shown = unknown.length + person.length
  return (
    <>
      <PageHeader
        title={t('title')}
        count={total.count}
        asOf={<MirrorAge asOf={asOf} />}
        actions={
          <>
            <ExportMenu list="requests" filter={{ account: filter.account, group: 'desk' }} />
            <StopPurchasesButton stop={stop} />
          </>
        }
      />
      {isStale(asOf) && (
        <Suspense>
          <StaleNotice asOf={asOf} />
        </Suspense>
      )}
      {shown === 0 ? (
        <div className="rounded-l border border-line bg-surface">
          <EmptyState icon="user-round-search" title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </div>
      ) : (
        <>
          <Section id="person" title={t('person')} nothing={t('nothingPerson')} cases={person} actions={actions} />
          <Section id="unknown" title={t('unknown')} nothing={t('nothingUnknown')} cases={unknown} actions={actions} />
        </>
      )}
      {shown < total.count && (
        <p className="text-muted">
          {t('more', { count: String(shown) })} <TextLink href="/requests?group=desk">{t('all')}</TextLink>
        </p>
      )}
    </>
  )
}

type SectionProps = { id: string; title: string; nothing: string; cases: DeskCase[]; actions: Props['actions'] }

function Section({ id, title, nothing, cases, actions }: SectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h2 id={id} className="scroll-mt-16 text-l font-strong">
        {title} <span className="font-normal text-muted">{cases.length}</span>
      </h2>
      {cases.length === 0 ? (
        <p className="text-muted">{nothing}</p>
      ) : (
        cases.map((each) => <DeskCard key={each.id} request={each} actions={actions} />)
      )}
    </section>
  )
}
