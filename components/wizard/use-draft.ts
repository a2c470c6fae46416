'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import type { WizardProps } from './wizard-host.ts'

const pauseMs = 800
/** What could not be kept is tried again: the console may be back although nothing was typed since. */
const retryMs = 5_000

export type DraftState =
  | { status: 'none' }
  | { status: 'saving' }
  | { status: 'saved'; at: string }
  | { status: 'failed'; message: string; isTriedAgain: boolean }

type Options<Values extends FieldValues> = Pick<WizardProps, 'draft' | 'replaced' | 'actions'> & {
  form: UseFormReturn<Values>
  operation: string
  accountOf: (values: Values) => string | undefined
  /** The step to return to. */
  furthest: string
}

/** Keeps the form on the server as it is filled, a moment after the last change and on leaving the page. */
export function useDraft<Values extends FieldValues>(options: Options<Values>) {
  const { form, draft, replaced, actions } = options
  const [state, setState] = useState<DraftState>(draft ? { status: 'saved', at: draft.savedAt } : { status: 'none' })
  const [overtookAt, setOvertook] = useState<string | null>(null)
  const known = useRef({ id: draft?.id, revision: draft?.revision ?? replaced })
  const held = useRef(false)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  const save = useCallback(async (content: string) => {
    const { operation, accountOf, form: current, furthest, actions: deeds } = latest.current
    const accountId = accountOf(current.getValues())
    if (accountId === undefined || held.current) return
    setState({ status: 'saving' })
    const { revision } = known.current
    const parsed: unknown = JSON.parse(content)
    const asked = { operation, accountId, step: furthest, content: parsed, revision }
    const answer = await deeds.saveDraft(asked).catch(() => undefined)
    if (answer === undefined)
      return setState({ status: 'failed', message: 'errors.consoleUnreachable', isTriedAgain: true })
    if (!answer.ok) {
      const { code, message } = answer.error
      return setState({ status: 'failed', message, isTriedAgain: code === 'unavailable' })
    }
    known.current = { id: answer.value.id, revision: answer.value.revision }
    setState({ status: 'saved', at: answer.value.savedAt })
    if (answer.value.overtookAt !== null) setOvertook(answer.value.overtookAt)
  }, [])
  // One after the other: two at once would each take the other for somebody else's.
  const saveInTurn = useCallback(
    (content: string) => {
      queue.current = queue.current.then(() => save(content))
    },
    [save],
  )
  useSaveOnChange(form, options.furthest, saveInTurn)
  useEffect(() => {
    if (state.status !== 'failed' || !state.isTriedAgain) return undefined
    const timer = setTimeout(() => saveInTurn(JSON.stringify(latest.current.form.getValues())), retryMs)
    return () => clearTimeout(timer)
  }, [state, saveInTurn])

  return {
    state,
    overtookAt,
    id: () => known.current.id,
    /** Saves nothing while the form is being sent. */
    hold: (isHeld: boolean) => {
      held.current = isHeld
    },
    /** Throws the kept form away; false when that failed, which `state` then says. */
    discard: async (): Promise<boolean> => {
      held.current = true
      const answer = await actions.discardDraft({ operation: options.operation }).catch(() => undefined)
      if (answer?.ok === true) return true
      held.current = false
      const message = answer?.error.message ?? 'errors.consoleUnreachable'
      setState({ status: 'failed', message, isTriedAgain: false })
      return false
    },
  }
}

/** Saves a moment after the last change, at once when a further step is reached, and on leaving the page. */
function useSaveOnChange<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  furthest: string,
  save: (content: string) => void,
) {
  const reached = useRef(furthest)
  useEffect(() => {
    if (reached.current === furthest) return
    reached.current = furthest
    save(JSON.stringify(form.getValues()))
  }, [form, furthest, save])
  useEffect(() => {
    let kept = JSON.stringify(form.getValues())
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      clearTimeout(timer)
      timer = undefined
      const content = JSON.stringify(form.getValues())
      if (content === kept) return
      kept = content
      save(content)
    }
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer)
        timer = setTimeout(flush, pauseMs)
      },
    })
    return () => {
      stop()
      if (timer !== undefined) flush()
    }
  }, [form, save])
}
