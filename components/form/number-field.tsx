'use client'

import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { FieldPath, FieldValues } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { FieldFrame, type FieldTexts } from './field-frame.tsx'
import { numberFromText, stepNumber } from './number-text.ts'
import { useField, type FieldOf } from './use-field.ts'

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  FieldTexts & {
    /** Stands beside the number: `GiB`, `Mbit/s`, `months`. */
    unit?: ReactNode
    min?: number
    max?: number
    step?: number
    /** Without the two buttons, for numbers that name something and are not counted: a port. */
    plain?: boolean
    /** Here belongs the resetting of fields that depend on this one. */
    onChanged?: (value: number | undefined) => void
  }

/** A number with its unit. Arrow keys and the two buttons change it by a step; the wheel does not. */
export function NumberField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  const {
    control,
    name,
    label,
    help,
    optional = false,
    disabledReason,
    unit,
    min,
    max,
    step = 1,
    plain = false,
    onChanged,
  } = props
  const t = useTranslations('ui')
  const { id, field, error, optionalWord } = useField({ control, name })
  const value: unknown = field.value
  const current = typeof value === 'number' ? value : undefined
  const [text, setText] = useState(current === undefined ? '' : String(current))
  // What is typed is kept as typed until the value comes from elsewhere (a stepper, a restored draft).
  const shown = Object.is(numberFromText(text), current) ? text : current === undefined ? '' : String(current)
  const type = (typed: string) => {
    setText(typed)
    const next = numberFromText(typed)
    field.onChange(next)
    onChanged?.(next)
  }
  const move = (by: number) => {
    if (disabledReason === undefined) type(String(stepNumber(current, by, min, max)))
  }
  const moveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? step : -step)
  }
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      disabledReason={disabledReason}
      error={error}
      optionalWord={optional ? optionalWord : undefined}
    >
      {(aria) => (
        <div className="flex items-center gap-2">
          <div className={classNames('flex', plain ? 'w-full' : 'w-40')}>
            {!plain && (
              <Stepper icon="minus" label={t('less')} onStep={() => move(-step)} side="rounded-l-m border-r-0" />
            )}
            <input
              {...aria}
              ref={field.ref}
              name={field.name}
              inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
              autoComplete="off"
              value={shown}
              readOnly={disabledReason !== undefined}
              onBlur={field.onBlur}
              onChange={(event) => type(event.target.value)}
              onKeyDown={moveByKey}
              className={classNames(inputClass, !plain && 'rounded-none text-end focus:z-10')}
            />
            {!plain && (
              <Stepper icon="plus" label={t('more')} onStep={() => move(step)} side="rounded-r-m border-l-0" />
            )}
          </div>
          {unit && <span className="text-l text-muted">{unit}</span>}
        </div>
      )}
    </FieldFrame>
  )
}

type StepperProps = { icon: 'plus' | 'minus'; label: string; onStep: () => void; side: string }

function Stepper({ icon, label, onStep, side }: StepperProps) {
  return (
    // Keyboard users have the arrow keys in the box itself.
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      onClick={onStep}
      className={classNames(
        'grid size-10 shrink-0 place-items-center border border-control bg-surface text-muted hover:bg-hover hover:text-ink',
        side,
      )}
    >
      <Icon name={icon} />
    </button>
  )
}
