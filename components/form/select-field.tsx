'use client'

import type { FieldPath, FieldValues } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import type { Choices } from './choice.ts'
import { ChoicesFailed } from './choices-failed.tsx'
import { FieldFrame, type FieldTexts } from './field-frame.tsx'
import { useField, type FieldOf } from './use-field.ts'

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  FieldTexts & {
    choices: Choices
    /** Offered first, for a choice that may be left open. */
    emptyLabel?: string
    /** Here belongs the resetting of fields that depend on this one. */
    onChosen?: (value: string | undefined) => void
  }

/** A short list of plain choices, as the platform's own control. Long or rich lists belong in ComboboxField. */
export function SelectField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  const { control, name, label, help, optional = false, disabledReason, choices, emptyLabel, onChosen } = props
  const t = useTranslations('ui')
  const { id, field, error, optionalWord } = useField({ control, name })
  const list = choices.state === 'ready' ? choices.choices : []
  const chosen = list.find(({ value }) => value === field.value)
  const choose = (value: string | undefined) => {
    field.onChange(value)
    onChosen?.(value)
  }
  return (
    <FieldFrame
      id={id}
      label={label}
      help={chosen?.description ?? help}
      disabledReason={disabledReason}
      error={error}
      optionalWord={optional ? optionalWord : undefined}
    >
      {(aria) => (
        <>
          <div className="relative">
            <select
              {...aria}
              ref={field.ref}
              name={field.name}
              value={field.value ?? ''}
              disabled={disabledReason !== undefined || choices.state !== 'ready'}
              onBlur={field.onBlur}
              onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}
              className={classNames(inputClass, 'appearance-none pr-9')}
            >
              <option value="">{choices.state === 'loading' ? t('loading') : (emptyLabel ?? t('choose'))}</option>
              {list.map((choice) => (
                <option key={choice.value} value={choice.value} disabled={choice.disabledReason !== undefined}>
                  {choice.disabledReason === undefined ? choice.label : `${choice.label} — ${choice.disabledReason}`}
                </option>
              ))}
            </select>
            <Icon name="chevron-down" className="pointer-events-none absolute top-3 right-3 text-muted" />
          </div>
          <ChoicesFailed choices={choices} />
        </>
      )}
    </FieldFrame>
  )
}
