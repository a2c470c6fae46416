'use client'

import { useEffect, useRef, useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { serverErrorType } from '#components/form/error-text.ts'
import { flatErrors, type FlatError } from './flat-errors.ts'
import { firstStepOf, reviewId, stepAfter, stepOfField } from './navigation.ts'
import { useWizardSteps } from './use-wizard-steps.ts'

/** What a submit returns, in the shape of the console's server actions. */
export type SubmitRefusal = { code: string; message: string; fields?: Record<string, string>; traceId: string }
export type SubmitAnswer<Value> = { ok: true; value: Value } | { ok: false; error: SubmitRefusal }

type Options<Values extends FieldValues, Value> = {
  form: UseFormReturn<Values>
  stepIds: string[]
  furthestAtStart: number
  submit: (input: Values) => Promise<SubmitAnswer<Value>>
  onSubmitted: (value: Value) => void
}

/** Moving through a wizard: when a step may be left, and what happens after a refusal. */
export function useWizardFlow<Values extends FieldValues, Value>(options: Options<Values, Value>) {
  const { form, stepIds, furthestAtStart, submit, onSubmitted } = options
  const steps = useWizardSteps(stepIds, furthestAtStart)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<SubmitRefusal>()
  const { current } = steps
  const errors = flatErrors(form.formState.errors)
  useRecheck(form, errors)

  const next = async () => {
    setBusy(true)
    // A step is a key of the form's values: that is how operations define their steps.
    const isValid = await form.trigger(current as Path<Values>)
    setBusy(false)
    if (!isValid) return setAttempt((count) => count + 1)
    const after = steps.returnsToReview ? reviewId : stepAfter(steps.ids, current)
    steps.setReturnsToReview(false)
    if (after !== undefined) steps.open(after)
  }
  const openFirstWrong = (fields: string[]) => {
    const step = firstStepOf(stepIds, fields)
    if (step !== undefined) steps.change(step, 'errors')
    setAttempt((count) => count + 1)
  }
  const refuse = (error: SubmitRefusal) => {
    const fields = Object.entries(error.fields ?? {})
    for (const [name, message] of fields) {
      // The server answers with names of this very form; an unknown one is shown in the summary all the same.
      form.setError(name as Path<Values>, { type: serverErrorType, message })
    }
    setRefusal(error)
    openFirstWrong(fields.map(([name]) => name))
  }
  const send = async () => {
    setRefusal(undefined)
    setBusy(true)
    const attemptSubmit = form.handleSubmit(
      async () => {
        const answer = await submit(form.getValues())
        if (answer.ok) onSubmitted(answer.value)
        else refuse(answer.error)
      },
      (found) => openFirstWrong(flatErrors(found).map(({ name }) => name)),
    )
    await attemptSubmit().finally(() => setBusy(false))
  }
  return {
    ...steps,
    attempt,
    isBusy,
    refusal,
    next,
    send,
    stepsWithErrors: new Set(errors.flatMap(({ name }) => stepOfField(stepIds, name) ?? [])),
    errorsHere: errors.filter(({ name }) => current === reviewId || stepOfField(stepIds, name) === current),
  }
}

/** Checks again what was found wrong as soon as a value changes; what has not been asked yet stays unjudged. */
function useRecheck<Values extends FieldValues>(form: UseFormReturn<Values>, errors: FlatError[]) {
  const wrong = useRef<Path<Values>[]>([])
  useEffect(() => {
    // Each name was taken from the errors of this form.
    wrong.current = errors.map(({ name }) => name as Path<Values>)
  })
  useEffect(() => {
    const subscription = form.watch((_, { name }) => {
      if (name !== undefined && wrong.current.length > 0) void form.trigger(wrong.current)
    })
    return () => subscription.unsubscribe()
  }, [form])
}
