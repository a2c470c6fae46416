'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'
import { type PurchaseState, purchasesQuery } from '#lib/requests/purchases-query.ts'
import type { ActionResult } from '#lib/result.ts'
import { ResumeButton } from './resume-button.tsx'

export type ResumePurchases = (input: Record<string, never>) => Promise<ActionResult<unknown>>

type Stop = NonNullable<PurchaseState['stop']>

/** Says on every page that nothing is bought, since when, by whom and why; owners let it go on. */
export function PurchasesBanner({ resume }: { resume: ResumePurchases }) {
  const t = useTranslations('frame.purchases')
  const { data } = useQuery(purchasesQuery())
  if (!data?.stop) return null
  const { stop, canResume } = data
  return (
    <div role="status" className="flex flex-wrap items-start gap-3 bg-danger-soft px-4 py-2 text-ink sm:px-6">
      <Icon name="ban" className="mt-0.5 text-danger" />
      <div className="min-w-60 flex-1">
        <p>
          <span className="font-strong">{stop.freeze ? t('frozen') : t('stopped')}</span> {t('waits')}
        </p>
        <ByWhom stop={stop} />
        {stop.freeze && <Freeze freeze={stop.freeze} />}
      </div>
      {canResume && <Resume stop={stop} resume={resume} />}
    </div>
  )
}

function ByWhom({ stop: { at, by, reason } }: { stop: Stop }) {
  const t = useTranslations('frame.purchases')
  const format = useFormat()
  if (by === null) return null
  return (
    <p className="break-words" suppressHydrationWarning>
      {t('by', { name: by.name, time: format.dateTime(at), reason: reason ?? '' })}
    </p>
  )
}

/** What is looked through before a restored or moved database may buy again, and when that may end. */
function Freeze({ freeze: { since, thawAt, accounts } }: { freeze: NonNullable<Stop['freeze']> }) {
  const t = useTranslations('frame.purchases')
  const format = useFormat()
  return (
    <div suppressHydrationWarning>
      <p className="max-w-prose">{t('frozenText', { time: format.dateTime(since) })}</p>
      <ul className="flex flex-wrap gap-x-4">
        {accounts.map(({ id, name, readAt }) => (
          <li key={id}>
            {readAt === null
              ? t('notLooked', { account: name })
              : t('looked', { account: name, time: format.time(readAt) })}
          </li>
        ))}
      </ul>
      <p>{t('thaw', { time: format.dateTime(thawAt) })}</p>
    </div>
  )
}

function Resume({ stop: { freeze }, resume }: { stop: Stop; resume: ResumePurchases }) {
  const t = useTranslations('frame.purchases')
  const format = useFormat()
  const now = useNowEvery(5_000)
  const isEarly = freeze !== null && new Date(freeze.thawAt) > now
  return (
    <ResumeButton
      label={t('resume')}
      run={() => resume({})}
      done={{ title: t('resumed'), detail: t('resumedText') }}
      disabledReason={isEarly ? t('tooEarly', { time: format.dateTime(freeze.thawAt) }) : undefined}
    />
  )
}
