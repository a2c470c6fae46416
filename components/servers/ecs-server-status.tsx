import { useTranslations } from 'use-intl/react'
import { ResourceStatus, type resourceFaces } from '#components/inventory/resource-status.tsx'
import { ecsStatusWord, type EcsStatusWord } from '#lib/inventory/ecs-servers-queries.ts'

const faces: Record<EcsStatusWord | 'gone' | 'other', keyof typeof resourceFaces> = {
  running: 'good',
  stopped: 'off',
  resizing: 'working',
  creating: 'working',
  rebooting: 'working',
  rebuilding: 'working',
  moving: 'working',
  shelved: 'off',
  paused: 'off',
  deleted: 'off',
  error: 'broken',
  gone: 'off',
  other: 'odd',
}

type Props = { status: string; task: string; isGone: boolean; filled?: boolean }

/** The cloud's status of an ECS server, in words, with the task that runs on it. */
export function EcsServerStatus({ status, task, isGone, filled = false }: Props) {
  const t = useTranslations('ecsServers.status')
  const word = isGone ? 'gone' : (ecsStatusWord(status) ?? 'other')
  return (
    <ResourceStatus face={faces[word]} task={isGone ? '' : task} filled={filled}>
      {word === 'other' ? t('other', { status }) : t(word)}
    </ResourceStatus>
  )
}
