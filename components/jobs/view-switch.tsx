import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { JobFilter } from '#lib/jobs/filter.ts'
import { type JobView, jobViews } from '#lib/jobs/job-views.ts'
import { listHref } from '#lib/page.ts'

const icons = { list: 'list-checks', board: 'columns-3' } as const

/** The jobs as a list or as a board, narrowed alike. */
export function ViewSwitch({ filter, view }: { filter: JobFilter; view: JobView }) {
  const t = useTranslations('jobs.views')
  return (
    <nav aria-label={t('label')} className="flex rounded-m border border-control bg-surface p-0.5">
      {jobViews.map((each) => (
        <Link
          key={each}
          href={listHref('/jobs', filter, { view: each === 'list' ? undefined : each })}
          aria-current={each === view ? 'true' : undefined}
          className={classNames(
            'flex h-7 items-center gap-2 rounded-s px-2.5 text-m no-underline',
            each === view ? 'bg-selected font-strong text-accent' : 'text-muted hover:bg-hover hover:text-ink',
          )}
        >
          <Icon name={icons[each]} size={14} />
          {t(each)}
        </Link>
      ))}
    </nav>
  )
}
