'use client'

import type { ComponentType, ReactNode } from 'react'
import type { Control, FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { fieldId } from '#components/form/field-id.ts'
import { useErrorText } from '#components/form/use-error-text.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { reviewId, stepStates } from './navigation.ts'
import { StepCompact, StepList } from './step-list.tsx'
import { useWizardFlow, type SubmitAnswer } from './use-wizard-flow.ts'
import { WizardButtons } from './wizard-buttons.tsx'
import { WizardContext } from './wizard-context.ts'

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
  /** The answers with `ReviewSection`s, and exactly what will be sent. */
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
  const {
    title,
    form,
    steps,
    Review,
    submitLabel,
    submitKey,
    submit,
    onSubmitted,
    summary,
    saved,
    leaveText,
    stepsPassed = 0,
  } = props
  const t = useTranslations('ui')
  const text = useText()
  const words = useErrorText()
  const stepIds = steps.map(({ id }) => id)
  const flow = useWizardFlow({
    form,
    stepIds,
    furthestAtStart: stepsPassed,
    submit: (input) => submit(input, submitKey),
    onSubmitted,
  })
  const { current, furthest } = flow
  const all = [
    ...steps.map((step) => ({ id: step.id as string, title: text(step.title) })),
    { id: reviewId, title: t('review') },
  ]
  const states = stepStates(
    all.map(({ id }) => id),
    current,
    furthest,
    flow.stepsWithErrors,
  )
  const here = all.findIndex(({ id }) => id === current)
  const step = steps.find(({ id }) => id === current)
  const heading = all[here]?.title ?? ''
  const isWrong = flow.attempt > 0 && (flow.errorsHere.length > 0 || flow.refusal !== undefined)

  return (
    <WizardContext value={{ change: flow.change }}>
      {/* React moves it into the head, above the page's own. */}
      <title>{`${isWrong ? t('errorTitlePrefix') : ''}${heading} · ${title}`}</title>
      <LeaveGuard
        active={leaveText !== undefined && form.formState.isDirty && !form.formState.isSubmitSuccessful}
        text={leaveText ?? ''}
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[13rem_minmax(0,40rem)] xl:grid-cols-[13rem_minmax(0,40rem)_minmax(16rem,20rem)]">
        <StepList
          label={t('steps')}
          steps={all.map((entry, index) => ({
            ...entry,
            state: states[index] ?? 'ahead',
            isReachable: index <= furthest,
          }))}
          onOpen={flow.open}
        />
        <form
          noValidate
          className="flex min-w-0 flex-col gap-6"
          onSubmit={(event) => {
            event.preventDefault()
            void (current === reviewId ? flow.send() : flow.next())
          }}
        >
          <StepCompact title={title} number={here + 1} count={all.length} />
          <ErrorSummary
            attempt={flow.attempt}
            message={flow.refusal && text(flow.refusal.message)}
            errors={
              flow.attempt === 0
                ? []
                : flow.errorsHere.map(({ name, error }) => ({ fieldId: fieldId(name), message: words(error) ?? '' }))
            }
          />
          <h2 ref={flow.heading} tabIndex={-1} className="text-xl font-strong tracking-tight outline-none">
            {heading}
            {step?.optional && <span className="text-l font-normal text-muted"> {t('optional')}</span>}
          </h2>
          {step ? <step.Content control={form.control} /> : <Review input={form.getValues()} />}
          <WizardButtons flow={flow} isReview={current === reviewId} submitLabel={submitLabel} saved={saved} />
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
