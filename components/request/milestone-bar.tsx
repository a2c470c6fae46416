import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { statusFaces } from '#components/ui/status-words.ts'
import { toneText } from '#components/ui/tone.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { RequestState } from '#lib/requests/machine.ts'
import type { Milestone } from '#lib/requests/milestones.ts'
import { useReason } from './use-reason.ts'
import { statusByState, type RequestStatus } from '#lib/requests/state-groups.ts'

type Props = {
  milestones: Milestone[]
  state: RequestState
  /** Why the request stands where it does, a message key; a step of the cloud is shown there. */
  reason: string | null
}

/** How far a request has come, as the stations of one line. */
export function MilestoneBar({ milestones, state, reason }: Props) {
  const t = useTranslations('requests.milestones')
  const words = useTranslations('status')
  const status = statusByState[state]
  const worded = useReason()
  const step = reason?.startsWith('reasons.step.') === true ? worded(reason) : undefined
  return (
    <ol
      aria-label={t('label')}
      className={classNames(
        'grid overflow-hidden rounded-l border border-line bg-surface sm:grid-cols-3',
        milestones.length === 5 ? 'lg:grid-cols-5' : 'lg:grid-cols-6',
      )}
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
            <Station standing={standing} status={status} />
            <span className={standing === 'ahead' ? 'text-muted' : 'font-strong'}>{t(name)}</span>
          </span>
          <span className="ml-auto text-s text-muted sm:ml-5.5 sm:block">
            {standing === 'passed' && at !== null && <TimeAgo at={at} />}
            {standing === 'here' && (step ?? words(`${status}.word`))}
            {(standing === 'ahead' || standing === 'stopped') && t(standing)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Station({ standing, status }: { standing: Milestone['standing']; status: RequestStatus }) {
  switch (standing) {
    case 'passed': {
      return <Icon name="circle-check" size={16} className="text-success" />
    }
    case 'here': {
      const { icon, tone } = statusFaces[status]
      return <Icon name={icon} size={16} className={toneText[tone]} />
    }
    case 'stopped': {
      return <Icon name="circle-x" size={16} className="text-danger" />
    }
    case 'ahead': {
      return <Icon name="circle-dot-dashed" size={16} className="text-muted" />
    }
  }
}
