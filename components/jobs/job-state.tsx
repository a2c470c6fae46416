import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'

const faces = {
  running: { icon: 'loader-circle', tone: 'info' },
  succeeded: { icon: 'circle-check', tone: 'success' },
  failed: { icon: 'circle-x', tone: 'danger' },
} as const

/** Where a job of the cloud stands. */
export function JobState({ state }: { state: keyof typeof faces }) {
  const t = useTranslations('jobs.states')
  return <StatusMark {...faces[state]}>{t(state)}</StatusMark>
}
