import { useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { serverErrorType } from '#components/form/error-text.ts'
import { fieldId } from '#components/form/field-id.ts'
import { useErrorText } from '#components/form/use-error-text.ts'
import { flatErrors } from '#components/wizard/flat-errors.ts'
import type { ActionResult } from '#lib/result.ts'

/**
 * Sends a form once at a time, puts the server's words at its fields, and gives the error summary what it shows. `partOf` tells
 * fields apart there that are called alike: which part of the form one is in.
 */
export function useRefusal<Values extends FieldValues, Value>(
  form: UseFormReturn<Values>,
  send: (values: Values) => Promise<ActionResult<Value>>,
  onDone: (value: Value) => void,
  partOf: (name: string) => string | undefined = () => undefined,
) {
  const t = useTranslations('accounts')
  const words = useErrorText()
  const [attempt, setAttempt] = useState(0)
  const [message, setMessage] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = form.handleSubmit(
    async (values) => {
      if (isBusy) return
      setBusy(true)
      setMessage(undefined)
      const result = await confirming(() => send(values))
      setBusy(false)
      if (result.ok) return onDone(result.value)
      for (const [name, said] of Object.entries(result.error.fields ?? {}))
        // The server answers with names of this very form; an unknown one is shown in the summary all the same.
        form.setError(name as Path<Values>, { type: serverErrorType, message: said })
      // What is told at its fields needs no word for the whole, unless it has one of its own.
      setMessage(result.error.message === 'errors.invalid' ? undefined : result.error.message)
      setAttempt((count) => count + 1)
    },
    () => {
      setMessage(undefined)
      setAttempt((count) => count + 1)
    },
  )
  const errors = flatErrors(form.formState.errors).map(({ name, error }) => {
    const [part, said] = [partOf(name), words(error) ?? '']
    return { fieldId: fieldId(name), message: part === undefined ? said : t('inPart', { part, message: said }) }
  })
  return { submit, isBusy, summary: { attempt, message, errors: attempt === 0 ? [] : errors } }
}
