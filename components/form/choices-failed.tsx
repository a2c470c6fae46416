'use client'

import { useTranslations } from 'use-intl/react'
import { ExplainCode } from '#components/errors/explain-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Choices } from './choice.ts'

/** Says why there is nothing to choose from, and offers to try again. */
export function ChoicesFailed({ choices }: { choices: Choices }) {
  const t = useTranslations('ui')
  if (choices.state !== 'failed') return null
  return (
    <Alert
      tone="danger"
      actions={
        choices.retry && (
          <Button size="small" icon="refresh-cw" onClick={choices.retry}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {choices.message} {choices.code !== undefined && <ExplainCode code={choices.code} />}
    </Alert>
  )
}
