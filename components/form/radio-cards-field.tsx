'use client'

import type { ReactNode } from 'react'
import type { FieldPath, FieldValues } from 'react-hook-form'
import { classNames } from '#components/ui/class-names.ts'
import type { Choice } from './choice.ts'
import { FieldError, FieldHelp, type FieldTexts } from './field-frame.tsx'
import { useField, type FieldOf } from './use-field.ts'

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  FieldTexts & {
    choices: Choice[]
    columns?: 1 | 2 | 3
    /** Here belongs the resetting of fields that depend on this one. */
    onChosen?: (value: string) => void
  }

const columnClass = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' }

/** A few choices that deserve words of their own, all in view at once. */
export function RadioCardsField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: Props<Values, Name>,
) {
  const { control, name, label, help, optional = false, disabledReason, choices, columns = 1, onChosen } = props
  const { id, field, error, optionalWord } = useField({ control, name })
  const describedBy = [error && `${id}-error`, help && `${id}-help`, disabledReason && `${id}-reason`]
    .filter(Boolean)
    .join(' ')
  return (
    <fieldset id={id} aria-describedby={describedBy || undefined} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-l font-strong">
        {label}
        {optional && <span className="font-normal text-muted"> {optionalWord}</span>}
      </legend>
      <FieldError id={id} error={error} />
      <div className={classNames('grid gap-2', columnClass[columns])}>
        {choices.map((choice) => (
          <RadioCard
            key={choice.value}
            id={`${id}-${choice.value}`}
            name={field.name}
            choice={disabledReason === undefined ? choice : { ...choice, disabledReason: choice.disabledReason ?? '' }}
            isChosen={field.value === choice.value}
            isInvalid={error !== undefined}
            onBlur={field.onBlur}
            onChoose={() => {
              field.onChange(choice.value)
              onChosen?.(choice.value)
            }}
          />
        ))}
      </div>
      <FieldHelp id={id} help={help} disabledReason={disabledReason} />
    </fieldset>
  )
}

type CardProps = {
  id: string
  name: string
  choice: Choice
  isChosen: boolean
  isInvalid: boolean
  onBlur: () => void
  onChoose: () => void
}

function RadioCard({ id, name, choice, isChosen, isInvalid, onBlur, onChoose }: CardProps) {
  const { label, description, aside, disabledReason } = choice
  const isDisabled = disabledReason !== undefined
  return (
    <label
      htmlFor={id}
      className={classNames(
        'flex items-start gap-3 rounded-m border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        isDisabled ? 'border-line bg-sunken' : 'cursor-pointer border-control bg-surface hover:bg-hover',
        isChosen && 'border-accent bg-selected shadow-[inset_0_0_0_1px_var(--accent)] hover:bg-selected',
        isInvalid && !isChosen && 'border-danger',
      )}
    >
      <input
        type="radio"
        id={id}
        name={name}
        value={choice.value}
        checked={isChosen}
        // `aria-disabled` keeps it reachable, so that its reason can be read.
        aria-disabled={isDisabled || undefined}
        aria-describedby={`${id}-text`}
        onBlur={onBlur}
        onChange={() => !isDisabled && onChoose()}
        className="mt-1 size-4 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className={classNames('text-l font-strong', isDisabled && 'text-muted')}>{label}</span>
          {aside && <span className="text-m text-muted">{aside}</span>}
        </span>
        <CardText id={id} description={description} disabledReason={disabledReason} />
      </span>
    </label>
  )
}

function CardText({
  id,
  description,
  disabledReason,
}: {
  id: string
  description: ReactNode
  disabledReason: string | undefined
}) {
  return (
    <span id={`${id}-text`} className="block text-m text-muted">
      {description && <span className="block">{description}</span>}
      {disabledReason && <span className="block text-wait">{disabledReason}</span>}
    </span>
  )
}
