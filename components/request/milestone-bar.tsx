import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { Milestone } from '#lib/requests/milestones.ts'

/** How far a request has come, as the stations of one line. */
export function MilestoneBar({ milestones }: { milestones: Milestone[] }) {
  const t = useTranslations('requests.milestones')
  return (
    <ol
      aria-label={t('label')}
      className="grid overflow-hidden rounded-l border border-line bg-surface sm:grid-cols-3 lg:grid-cols-6"
    >
      {milestones.map(({ name, at, standing }) => (
        <li
          key={name}
          aria-current={standing === 'here' ? 'step' : undefined}
          className={classNames(
            'flex items-center gap-2.5 border-b border-line px-4 py-2 last:border-b-0 sm:block sm:border-r sm:py-2.5 lg:border-b-0 lg:last:border-r-0',
            standing === 'here' && 'bg-selected',
          )}
        >
          <span className="flex items-center gap-1.5">
            <Station standing={standing} />
            <span className={standing === 'ahead' ? 'text-muted' : 'font-strong'}>{t(name)}</span>
          </span>
          <span className="ml-auto text-s text-muted sm:ml-5.5">
            {at !== null && standing === 'passed' ? <TimeAgo at={at} /> : t(words[standing])}
          </span>
        </li>
      ))}
    </ol>
  )
}

const words = { passed: 'here', here: 'here', ahead: 'ahead', stopped: 'stopped' } as const

function Station({ standing }: { standing: Milestone['standing'] }) {
  switch (standing) {
    case 'passed': {
      return <Icon name="circle-check" size={16} className="text-success" />
    }
    case 'here': {
      return <Icon name="loader-circle" size={16} className="text-accent" />
    }
    case 'stopped': {
      return <Icon name="circle-x" size={16} className="text-danger" />
    }
    case 'ahead': {
      return <Icon name="circle-dot-dashed" size={16} className="text-muted" />
    }
  }
}
