'use client'

import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { fieldId } from '#components/form/field-id.ts'
import { useErrorText } from '#components/form/use-error-text.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import type { FlatError } from './flat-errors.ts'
import type { SubmitRefusal } from './use-wizard-flow.ts'

type Props = {
  flow: { attempt: number; errorsHere: FlatError[]; refusal: SubmitRefusal | undefined }
  pageTitle: string
}

/** The error summary of the step, and the page's title with "Error:" in front of it where there is one. */
export function WizardErrors({ flow, pageTitle }: Props) {
  const t = useTranslations('ui')
  const words = useErrorText()
  const { attempt, errorsHere, refusal } = flow
  const errors = attempt === 0 ? [] : errorsHere
  const isWrong = errors.length > 0 || refusal !== undefined
  return (
    <>
      {/* React moves it into the head. */}
      <title>{`${isWrong ? t('errorTitlePrefix') : ''}${pageTitle}`}</title>
      <ErrorSummary
        attempt={attempt}
        message={refusal && <CloudWords message={refusal.message} />}
        errors={errors.map(({ name, error }) => ({ fieldId: fieldId(name), message: words(error) ?? '' }))}
      />
    </>
  )
}
