import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { serverStatusWord, type ServerStatusWord } from '#lib/inventory/queries.ts'
import { broken, frozen, good, odd, off, working, type Face } from './status-faces.ts'

const serverFaces: Record<ServerStatusWord | 'gone' | 'other', Face> = {
  creating: working,
  normal: good,
  abnormal: broken,
  frozen,
  stopped: off,
  stopping: working,
  stopFailed: broken,
  starting: working,
  gone: off,
  other: odd,
}

type ServerProps = { status: number; isGone?: boolean; filled?: boolean }

/** The cloud's status of a phone server, in words. */
export function ServerStatus({ status, isGone = false, filled = false }: ServerProps) {
  const t = useTranslations('servers')
  const word = isGone ? 'gone' : (serverStatusWord(status) ?? 'other')
  return (
    <StatusMark {...serverFaces[word]} filled={filled} title={t(`statusHint.${word}`)}>
      {word === 'other' ? t('status.other', { number: String(status) }) : t(`status.${word}`)}
    </StatusMark>
  )
}
