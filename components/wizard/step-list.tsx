'use client'

import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { StepState } from './navigation.ts'

type Props = {
  label: string
  steps: { id: string; title: string; state: StepState; isReachable: boolean }[]
  onOpen: (id: string) => void
}

/** All steps with their states, at the left of a wizard. */
export function StepList({ label, steps, onOpen }: Props) {
  return (
    <nav aria-label={label} className="self-start max-lg:hidden lg:sticky lg:top-18">
      <ol className="flex flex-col">
        {steps.map((step, index) => (
          <li key={step.id} className="relative">
            {index < steps.length - 1 && <span className="absolute top-8 -bottom-1 left-[18px] w-px bg-line-strong" />}
            <StepRow step={step} number={index + 1} onOpen={onOpen} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

type RowProps = { step: Props['steps'][number]; number: number; onOpen: (id: string) => void }

function StepRow({ step, number, onOpen }: RowProps) {
  const t = useTranslations('ui.step')
  const { id, title, state, isReachable } = step
  const face = (
    <>
      <StepMark state={state} number={number} />
      <span className="pt-0.5">
        {title}
        <span className="sr-only">, {t(state)}</span>
      </span>
    </>
  )
  const className = classNames(
    'flex w-full items-start gap-3 rounded-m px-2 py-1.5 text-start text-m',
    state === 'here' ? 'font-strong' : state === 'ahead' ? 'text-muted' : '',
    isReachable && state !== 'here' && 'hover:bg-hover',
  )
  if (!isReachable) {
    return <span className={className}>{face}</span>
  }
  return (
    <button
      type="button"
      className={className}
      aria-current={state === 'here' ? 'step' : undefined}
      onClick={() => onOpen(id)}
    >
      {face}
    </button>
  )
}

const marks: Record<StepState, string> = {
  done: 'border-success bg-success-soft text-success',
  here: 'border-accent bg-accent text-on-accent',
  error: 'border-danger bg-danger-soft text-danger',
  ahead: 'border-line-strong bg-canvas text-muted',
}

function StepMark({ state, number }: { state: StepState; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'relative grid size-6 shrink-0 place-items-center rounded-full border text-s font-strong',
        marks[state],
      )}
    >
      {state === 'done' ? <Icon name="check" size={14} /> : state === 'error' ? '!' : number}
    </span>
  )
}

/** The same on a small screen: where one is, and how far it still is. */
export function StepCompact({ title, number, count }: { title: string; number: number; count: number }) {
  const t = useTranslations('ui')
  return (
    <div className="flex flex-col gap-2 lg:hidden">
      <p className="flex justify-between gap-3 text-m text-muted">
        <span>{t('stepOf', { number: String(number), count: String(count) })}</span>
        <span className="truncate">{title}</span>
      </p>
      <div aria-hidden="true" className="flex gap-1">
        {Array.from({ length: count }, (_, index) => (
          <span
            key={index}
            className={classNames('h-1 flex-1 rounded-full', index < number ? 'bg-accent' : 'bg-line-strong')}
          />
        ))}
      </div>
    </div>
  )
}
