import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { FailedState } from '#components/ui/state-face.tsx'

/** Said where the rows of a list could not be loaded. */
export function ListFailed({ onRetry, isRetrying }: { onRetry: () => void; isRetrying: boolean }) {
  const t = useTranslations('live.failed')
  return (
    <FailedState
      title={t('title')}
      actions={
        <Button onClick={onRetry} loading={isRetrying}>
          {t('action')}
        </Button>
      }
    >
      {t('text')}
    </FailedState>
  )
}
