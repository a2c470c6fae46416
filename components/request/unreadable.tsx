import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'

/** What is known of a request whose content cannot be read, and what can be done. */
export function UnreadableNotice() {
  const t = useTranslations('requests.unreadable')
  return (
    <Alert tone="danger" title={t('title')}>
      {t('text')}
    </Alert>
  )
}

/** The same, short, beside a request in a list. */
export function UnreadableMark() {
  const t = useTranslations('requests.unreadable')
  return (
    <span className="font-normal">
      {' '}
      <StatusMark tone="danger" icon="circle-x" title={t('title')}>
        {t('mark')}
      </StatusMark>
    </span>
  )
}
