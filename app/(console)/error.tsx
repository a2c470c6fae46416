'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { FailedState } from '#components/ui/state-face.tsx'

type Props = { error: Error & { digest?: string }; reset: () => void }

/** A page that could not be drawn: nothing was changed, and there is a number for support. */
export default function ConsoleError({ error, reset }: Props) {
  const t = useTranslations('frame.failed')
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <FailedState title={t('title')} actions={<Button onClick={reset}>{t('action')}</Button>}>
        {error.digest === undefined ? t('textPlain') : t('text', { digest: error.digest })}
      </FailedState>
    </>
  )
}
