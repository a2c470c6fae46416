'use client'

import type { ComponentType, ReactNode } from 'react'
import type { Control, FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { useText } from '#lib/i18n/use-text.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { reviewId, stepStates } from './navigation.ts'
import { StepCompact, StepList } from './step-list.tsx'
import { useWizardFlow, type SubmitAnswer } from './use-wizard-flow.ts'
import { WizardButtons } from './wizard-buttons.tsx'
import { WizardContext } from './wizard-context.ts'
import { WizardErrors } from './wizard-errors.tsx'

export type WizardStep<Values extends FieldValues> = {
  /** A key of the form's values. */
  id: Extract<keyof Values, string>
  /** Words, or a message key. */
  title: string
  Content: ComponentType<{ control: Control<Values> }>
  optional?: boolean
}

type Props<Values extends FieldValues, Value> = {
  title: string
  form: UseFormReturn<Values>
  steps: WizardStep<Values>[]
  /** The answers in `ReviewSection`s, and exactly what will be sent. */
  Review: ComponentType<{ input: Values }>
  submitLabel: string
  /** Made once in the browser: the same key sent twice is one request. */
  submitKey: string
  submit: (input: Values, submitKey: string) => Promise<SubmitAnswer<Value>>
  onSubmitted: (value: Value) => void
  /** Live price and choices so far; at the right, below on small screens. */
  summary?: ReactNode
  /** `Saved 12:03`, or why it could not be saved. */
  saved?: ReactNode
  /** What would be lost on leaving; nothing is asked while it is undefined. */
  leaveText?: string | undefined
  /** How many steps a restored draft has already passed. */
  stepsPassed?: number
}

/** The frame of every wizard: steps, errors, moving on, review and sending. It knows no operation. */
export function WizardShell<Values extends FieldValues, Value>(props: Props<Values, Value>) {
  const { title, form, steps, Review, submitLabel, summary, saved, leaveText } = props
  const t = useTranslations('ui')
  const flow = useWizardFlow({
    form,
    stepIds: steps.map(({ id }) => id),
    furthestAtStart: props.stepsPassed ?? 0,
    submit: (input) => props.submit(input, props.submitKey),
    onSubmitted: props.onSubmitted,
  })
  const listed = useListedSteps(steps, flow)
  const number = listed.findIndex(({ id }) => id === flow.current) + 1
  const heading = listed[number - 1]?.title ?? ''
  const step = steps.find(({ id }) => id === flow.current)
  return (
    <WizardContext value={{ change: (id, field) => flow.change(id, field === undefined ? 'heading' : { field }) }}>
      <LeaveGuard active={leaveText !== undefined && form.formState.isDirty} text={leaveText ?? ''} />
      <div className={gridClass}>
        <StepList label={t('steps')} steps={listed} onOpen={flow.open} />
        <form
          noValidate
          className="flex min-w-0 flex-col gap-6"
          onSubmit={(event) => {
            event.preventDefault()
            void (step ? flow.next() : flow.send())
          }}
        >
          <StepCompact title={title} number={number} count={listed.length} />
          <WizardErrors flow={flow} pageTitle={`${heading} · ${title}`} />
          <h2 ref={flow.heading} tabIndex={-1} className="text-xl font-strong tracking-tight outline-none">
            {heading}
            {step?.optional && <span className="text-l font-normal text-muted"> {t('optional')}</span>}
          </h2>
          {step ? <step.Content control={form.control} /> : <Review input={form.getValues()} />}
          <WizardButtons flow={flow} isReview={step === undefined} submitLabel={submitLabel} saved={saved} />
        </form>
        {summary && (
          <aside aria-label={t('summary')} className="min-w-0 lg:col-start-2 xl:col-start-3 xl:row-start-1">
            {summary}
          </aside>
        )}
      </div>
    </WizardContext>
  )
}

const gridClass =
  'grid gap-x-8 gap-y-6 lg:grid-cols-[12rem_minmax(0,40rem)] xl:grid-cols-[12rem_minmax(0,40rem)_minmax(15rem,17rem)]'

type Shown = { current: string; furthest: number; stepsWithErrors: ReadonlySet<string> }

function useListedSteps<Values extends FieldValues>(steps: WizardStep<Values>[], shown: Shown) {
  const t = useTranslations('ui')
  const text = useText()
  const all: { id: string; title: string }[] = [
    ...steps.map(({ id, title }) => ({ id, title: text(title) })),
    { id: reviewId, title: t('review') },
  ]
  const ids = all.map(({ id }) => id)
  const states = stepStates(ids, shown.current, shown.furthest, shown.stepsWithErrors)
  return all.map((step, index) => ({
    ...step,
    state: states[index] ?? 'ahead',
    isReachable: index <= shown.furthest,
  }))
}
