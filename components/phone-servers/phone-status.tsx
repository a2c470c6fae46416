import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { phoneStatusWord, type PhoneStatusWord } from '#lib/inventory/phone-status.ts'
import { broken, frozen, good, odd, off, working, type Face } from './status-faces.ts'

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

/** The cloud's status of a phone, in words. */
export function PhoneStatus({ status }: { status: number }) {
  const t = useTranslations('servers.phoneStatus')
  const word = phoneStatusWord(status) ?? 'other'
  return (
    <StatusMark {...phoneFaces[word]}>{word === 'other' ? t('other', { number: String(status) }) : t(word)}</StatusMark>
  )
}
