'use client'

import type { ComponentProps } from 'react'
import type { FieldPath, FieldValues } from 'react-hook-form'
import { classNames } from '#components/ui/class-names.ts'
import { inputClass } from '#components/ui/input-class.ts'
import { FieldFrame, type FieldTexts } from './field-frame.tsx'
import { useField, type FieldOf } from './use-field.ts'

type Box = Pick<
  ComponentProps<'input'>,
  'type' | 'autoComplete' | 'placeholder' | 'inputMode' | 'spellCheck' | 'maxLength'
>

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  FieldTexts &
  Box & {
    /** For ids, keys and code. */
    monospace?: boolean
    onChanged?: (text: string) => void
  }

/** One line of text. An emptied optional field becomes `undefined`, as schemas expect of what is not there. */
export function TextField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  const { control, name, label, help, optional = false, disabledReason, monospace = false, onChanged, ...box } = props
  const { id, field, error, optionalWord } = useField({ control, name })
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
        <input
          {...box}
          {...aria}
          ref={field.ref}
          name={field.name}
          value={field.value ?? ''}
          readOnly={disabledReason !== undefined}
          onBlur={field.onBlur}
          onChange={(event) => {
            field.onChange(optional && event.target.value === '' ? undefined : event.target.value)
            onChanged?.(event.target.value)
          }}
          className={classNames(inputClass, monospace && 'font-mono')}
        />
      )}
    </FieldFrame>
  )
}
