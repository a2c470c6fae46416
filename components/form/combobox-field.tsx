'use client'

import type { FieldPath, FieldValues } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Choices } from './choice.ts'
import { ChoiceList } from './choice-list.tsx'
import { ChoicesFailed } from './choices-failed.tsx'
import { FieldFrame, type FieldTexts } from './field-frame.tsx'
import { useCombobox } from './use-combobox.ts'
import { useField, type FieldOf } from './use-field.ts'

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  FieldTexts & {
    choices: Choices
    placeholder?: string
    /** Here belongs the resetting of fields that depend on this one. */
    onChosen?: (value: string | undefined) => void
  }

/** A choice from a long or rich list: type to narrow it, arrows and Enter to choose, Escape to leave it as it was. */
export function ComboboxField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  const { control, name, label, help, optional = false, disabledReason, choices, placeholder, onChosen } = props
  const t = useTranslations('ui')
  const { id, field, error, optionalWord } = useField({ control, name })
  const value: unknown = field.value
  const box = useCombobox({
    id,
    choices: choices.state === 'ready' ? choices.choices : [],
    value: typeof value === 'string' ? value : undefined,
    isLocked: disabledReason !== undefined,
    onChoose: (chosen) => {
      field.onChange(chosen)
      onChosen?.(chosen)
    },
  })
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
        <>
          <div className="relative" ref={box.anchor}>
            <input
              {...aria}
              {...box.inputProps}
              ref={field.ref}
              name={field.name}
              placeholder={choices.state === 'loading' ? t('loading') : (placeholder ?? t('choose'))}
              onBlur={() => {
                box.leave()
                field.onBlur()
              }}
              className={classNames(inputClass, optional && box.value !== undefined ? 'pr-16' : 'pr-9')}
            />
            <span className="pointer-events-none absolute top-3 right-3 grid text-muted">
              {choices.state === 'loading' ? <Spinner /> : <Icon name="chevrons-up-down" />}
            </span>
            {optional && box.value !== undefined && disabledReason === undefined && (
              <button
                type="button"
                aria-label={t('clear')}
                onClick={box.clear}
                className="absolute top-2 right-8 grid size-6 place-items-center rounded-s text-muted hover:text-ink"
              >
                <Icon name="x" size={14} />
              </button>
            )}
          </div>
          <ChoiceList box={box} label={label} />
          <ChoicesFailed choices={choices} />
        </>
      )}
    </FieldFrame>
  )
}
