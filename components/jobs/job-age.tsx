'use client'

import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { at } from '#components/ui/share-class.ts'
import type { JobRow } from '#lib/jobs/queries.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'
import { Duration } from './duration.tsx'

/** For how long a job has run, beside how long jobs of its kind take. */
export function JobAge({ job: { runsSince, usualMinutes } }: { job: Pick<JobRow, 'runsSince' | 'usualMinutes'> }) {
  const t = useTranslations('jobs')
  const now = useNowEvery(20_000)
  const minutes = (now.getTime() - new Date(runsSince).getTime()) / 60_000
  const isLong = minutes > usualMinutes
  return (
    <div className="flex flex-col gap-1">
      <p className={classNames('flex flex-wrap justify-between gap-x-3 text-s', isLong ? 'text-wait' : 'text-muted')}>
        <Duration from={runsSince} until={null} />
        <span title={t('stuckHint', { minutes: String(usualMinutes) })}>
          {t(isLong ? 'stuck' : 'usually', { minutes: String(usualMinutes) })}
        </span>
      </p>
      <div aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-line" suppressHydrationWarning>
        <div
          suppressHydrationWarning
          className={classNames(
            'h-full w-(--at) rounded-full',
            at(minutes / usualMinutes),
            isLong ? 'bg-wait' : 'bg-control',
          )}
        />
      </div>
    </div>
  )
}
