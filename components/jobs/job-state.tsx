'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { IconName } from '#components/ui/icon-names.ts'
import { Progress } from '#components/ui/progress.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { BoardColumn } from '#lib/jobs/board-columns.ts'
import type { ShownJobState } from '#lib/jobs/job-state.ts'
import type { JobRow } from '#lib/jobs/queries.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'

const faces = {
  running: { icon: 'loader-circle', tone: 'info' },
  waiting_payment: { icon: 'wallet-cards', tone: 'wait' },
  succeeded: { icon: 'circle-check', tone: 'success' },
  failed: { icon: 'circle-x', tone: 'danger' },
  cancelled: { icon: 'circle-slash', tone: 'neutral' },
  unknown: { icon: 'circle-question-mark', tone: 'unknown' },
} as const satisfies Record<ShownJobState, { icon: IconName; tone: Tone }>

/** How a job, or a part of one, stands. */
export function JobStateMark({ state, filled = false }: Pick<JobRow, 'state'> & { filled?: boolean }) {
  const t = useTranslations('jobs')
  return (
    <StatusMark {...faces[state]} filled={filled} title={t(`hints.${state}`)}>
      {t(`states.${state}`)}
    </StatusMark>
  )
}

/** The same with how far it has come, and a word when it takes longer than jobs of its kind do. */
export function JobState({
  job,
}: {
  job: Pick<JobRow, 'state' | 'progress' | 'runsSince' | 'usualMinutes' | 'jobId'>
}) {
  const { state } = job
  return (
    <span className="flex flex-col gap-0.5 py-1">
      <JobStateMark state={state} />
      {state === 'running' && <JobProgress job={job} />}
      {state === 'running' && <StuckMark job={job} />}
    </span>
  )
}

/** How far a job has come, where the cloud tells it. */
export function JobProgress({ job: { progress, jobId } }: { job: Pick<JobRow, 'progress' | 'jobId'> }) {
  const t = useTranslations('jobs')
  if (progress === null) return null
  return (
    <Progress
      label={t('progressOf', { id: jobId })}
      value={progress}
      max={100}
      text={t('percent', { percent: String(progress) })}
    />
  )
}

/** The head of a column of the board: the face of the state that stands in it. */
export const JobColumnMark = ({ column, children }: { column: BoardColumn; children: ReactNode }) => (
  <StatusMark {...(column === 'stuck' ? stuckFace : faces[column])}>{children}</StatusMark>
)

const stuckFace = { icon: 'hourglass', tone: 'wait' } as const

function StuckMark({ job: { runsSince, usualMinutes } }: { job: Pick<JobRow, 'runsSince' | 'usualMinutes'> }) {
  const t = useTranslations('jobs')
  const now = useNowEvery(20_000)
  const minutes = (now.getTime() - new Date(runsSince).getTime()) / 60_000
  return (
    minutes > usualMinutes && (
      <StatusMark {...stuckFace} title={t('stuckHint', { minutes: String(usualMinutes) })}>
        {t('stuck', { minutes: String(usualMinutes) })}
      </StatusMark>
    )
  )
}
