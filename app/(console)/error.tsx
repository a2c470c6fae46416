'use client'

import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { whenBack } from '#components/shell/when-back.ts'
import { Button } from '#components/ui/button.tsx'
import { FailedState } from '#components/ui/state-face.tsx'

type Props = { error: Error & { digest?: string }; retry: () => void }

/**
 * A page that could not be drawn: nothing was changed, and there is a number for support. It is tried again by itself once
 * a part of the console that was away is back.
 */
export default function ConsoleError({ error, retry }: Props) {
  const t = useTranslations('frame.failed')
  useEffect(() => whenBack(retry), [retry])
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <FailedState title={t('title')} actions={<Button onClick={retry}>{t('action')}</Button>}>
        {error.digest === undefined ? t('textPlain') : t('text', { digest: error.digest })}
      </FailedState>
    </>
  )
}
