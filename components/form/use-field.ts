'use client'

import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { fieldId } from './field-id.ts'
import { useErrorText } from './use-error-text.ts'

export type FieldOf<Values extends FieldValues, Name extends FieldPath<Values> = FieldPath<Values>> = {
  control: Control<Values>
  /** Checked against the form's own type. */
  name: Name
}

/** One field of a form: its id, its value and handlers, and its error in words. */
export function useField<Values extends FieldValues, Name extends FieldPath<Values>>({
  control,
  name,
}: FieldOf<Values, Name>) {
  const t = useTranslations('ui')
  const words = useErrorText()
  const { field, fieldState } = useController({ control, name })
  return { id: fieldId(name), field, error: words(fieldState.error), optionalWord: t('optional') }
}
