'use client'

import { useEffect, useRef, useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { serverErrorType } from '#components/form/error-text.ts'
import { fieldId } from '#components/form/field-id.ts'
import { focusField } from '#components/ui/error-summary.tsx'
import { flatErrors } from './flat-errors.ts'
import { firstStepOf, reviewId, stepAfter, stepBefore, stepOfField, stepToShow } from './navigation.ts'
import { useStepInUrl } from './use-step-in-url.ts'

export type SubmitRefusal = { code: string; message: string; fields?: Record<string, string>; traceId: string }
export type SubmitAnswer<Value> = { ok: true; value: Value } | { ok: false; error: SubmitRefusal }

type Options<Values extends FieldValues, Value> = {
  form: UseFormReturn<Values>
  stepIds: string[]
  furthestAtStart: number
  submit: (input: Values) => Promise<SubmitAnswer<Value>>
  onSubmitted: (value: Value) => void
}

/** Moving through a wizard: which step is shown, when it may be left, and what happens after a refusal. */
export function useWizardFlow<Values extends FieldValues, Value>(options: Options<Values, Value>) {
  const { form, stepIds, furthestAtStart, submit, onSubmitted } = options
  const ids = [...stepIds, reviewId]
  const { wanted, show } = useStepInUrl()
  const [furthest, setFurthest] = useState(furthestAtStart)
  const [attempt, setAttempt] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<SubmitRefusal>()
  const [returnsToReview, setReturns] = useState(false)
  const current = stepToShow(ids, wanted, furthest)
  const focusHeading = useHeadingFocus(current)
  useRecheck(form)
  const errors = flatErrors(form.formState.errors)

  const open = (id: string, field?: string) => {
    setFurthest((index) => Math.max(index, ids.indexOf(id)))
    focusHeading.skip(field !== undefined)
    show(id)
    if (field !== undefined) requestAnimationFrame(() => focusField(fieldId(field)))
  }
  const fail = () => setAttempt((count) => count + 1)
  const next = async () => {
    setBusy(true)
    // A step is a key of the form's values: that is how operations define their steps.
    const isValid = await form.trigger(current as Path<Values>)
    setBusy(false)
    if (!isValid) return fail()
    const after = returnsToReview ? reviewId : stepAfter(ids, current)
    setReturns(false)
    if (after !== undefined) open(after)
  }
  const openFirstWrong = (fields: string[]) => {
    const step = firstStepOf(stepIds, fields)
    if (step !== undefined) open(step)
    if (step !== undefined) setReturns(true)
    fail()
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
    await form.handleSubmit(
      async () => {
        const answer = await submit(form.getValues())
        if (answer.ok) onSubmitted(answer.value)
        else refuse(answer.error)
      },
      (found) => openFirstWrong(flatErrors(found).map(({ name }) => name)),
    )()
    setBusy(false)
  }
  return {
    current,
    furthest,
    attempt,
    isBusy,
    refusal,
    returnsToReview,
    heading: focusHeading.heading,
    stepsWithErrors: new Set(errors.flatMap(({ name }) => stepOfField(stepIds, name) ?? [])),
    errorsHere: errors.filter(({ name }) => current === reviewId || stepOfField(stepIds, name) === current),
    open,
    next,
    send,
    back: stepBefore(ids, current),
    change: (step: string, field?: string) => {
      setReturns(true)
      open(step, field)
    },
  }
}

/** Checks again what was found wrong as soon as anything changes; what has not been asked yet stays unjudged. */
function useRecheck<Values extends FieldValues>(form: UseFormReturn<Values>) {
  useEffect(() => {
    const subscription = form.subscribe({
      formState: { values: true, errors: true },
      callback: ({ name, errors }) => {
        if (name === undefined) return
        // Each name was taken from the errors of this form.
        const wrong = flatErrors(errors).map((error) => error.name as Path<Values>)
        if (wrong.length > 0) void form.trigger(wrong)
      },
    })
    return subscription
  }, [form])
}

/** Focuses the step's heading whenever the step changes, but not on the first paint. */
function useHeadingFocus(current: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(current)
  const isSkipped = useRef(false)
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    if (!isSkipped.current) {
      window.scrollTo({ top: 0 })
      heading.current?.focus({ preventScroll: true })
    }
    isSkipped.current = false
  }, [current])
  return {
    heading,
    skip: (isWanted: boolean) => {
      isSkipped.current = isWanted
    },
  }
}
