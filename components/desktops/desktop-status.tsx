import { useTranslations } from 'use-intl/react'
import { ResourceStatus, type resourceFaces } from '#components/inventory/resource-status.tsx'
import { desktopStatusWord, type DesktopStatusWord } from '#lib/inventory/desktops-queries.ts'

const faces: Record<DesktopStatusWord | 'gone' | 'other', keyof typeof resourceFaces> = {
  running: 'good',
  stopped: 'off',
  hibernated: 'off',
  error: 'broken',
  deleting: 'working',
  gone: 'off',
  other: 'odd',
}

type Props = { status: string; task: string; isGone: boolean; filled?: boolean }

/** The cloud's status of a desktop, in words, with the task that runs on it. */
export function DesktopStatus({ status, task, isGone, filled = false }: Props) {
  const t = useTranslations('desktops.status')
  const word = isGone ? 'gone' : (desktopStatusWord(status) ?? 'other')
  return (
    <ResourceStatus face={faces[word]} task={isGone ? '' : task} filled={filled}>
      {word === 'other' ? t('other', { status }) : t(word)}
    </ResourceStatus>
  )
}
