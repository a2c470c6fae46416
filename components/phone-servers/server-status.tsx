import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import type { Tone } from '#components/ui/tone.ts'
import {
  phoneStatusWord,
  serverStatusWord,
  type PhoneStatusWord,
  type ServerStatusWord,
} from '#lib/inventory/queries.ts'

type Face = { icon: IconName; tone: Tone }

const working: Face = { icon: 'loader-circle', tone: 'info' }
const good: Face = { icon: 'circle-check', tone: 'success' }
const off: Face = { icon: 'circle-slash', tone: 'neutral' }
const broken: Face = { icon: 'circle-x', tone: 'danger' }
const frozen: Face = { icon: 'lock-keyhole', tone: 'wait' }
const odd: Face = { icon: 'circle-question-mark', tone: 'unknown' }

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

const phoneFaces: Record<PhoneStatusWord | 'other', Face> = {
  creating: working,
  running: good,
  resetting: working,
  restarting: working,
  frozen,
  stopping: working,
  stopped: off,
  resetFailed: broken,
  restartFailed: broken,
  abnormal: broken,
  creationFailed: broken,
  stopFailed: broken,
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

/** The cloud's status of a phone, in words. */
export function PhoneStatus({ status }: { status: number }) {
  const t = useTranslations('servers.phoneStatus')
  const word = phoneStatusWord(status) ?? 'other'
  return (
    <StatusMark {...phoneFaces[word]}>{word === 'other' ? t('other', { number: String(status) }) : t(word)}</StatusMark>
  )
}
