import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { Tone } from '#components/ui/tone.ts'
import { taskWord } from '#lib/inventory/cloud-task.ts'

type Face = { icon: IconName; tone: Tone }

/** What states of a thing look like, whichever service it is of. */
export const resourceFaces = {
  good: { icon: 'circle-check', tone: 'success' },
  off: { icon: 'circle-slash', tone: 'neutral' },
  working: { icon: 'loader-circle', tone: 'info' },
  broken: { icon: 'circle-x', tone: 'danger' },
  odd: { icon: 'circle-question-mark', tone: 'unknown' },
} as const satisfies Record<string, Face>

type Props = {
  face: keyof typeof resourceFaces
  task: string
  /** At the head of a page, where it may take two lines; in a row it takes one. */
  filled: boolean
  children: ReactNode
}

/** The state of a thing, and beside it what runs on it just now. */
export function ResourceStatus({ face, task, filled, children }: Props) {
  return (
    <span className={classNames('inline-flex items-center gap-x-3 gap-y-1', filled && 'flex-wrap')}>
      <StatusMark {...resourceFaces[face]} filled={filled}>
        {children}
      </StatusMark>
      {task !== '' && <RunningTask task={task} />}
    </span>
  )
}

function RunningTask({ task }: { task: string }) {
  const t = useTranslations('inventory.task')
  const word = taskWord(task)
  return (
    <span className="inline-flex items-center gap-1.5 text-s text-info" title={task}>
      <Icon name="loader-circle" size={14} />
      {word === undefined ? t('other', { task }) : t(word)}
    </span>
  )
}
