'use client'

import type { FieldPath, FieldValues } from 'react-hook-form'
import { classNames } from '#components/ui/class-names.ts'
import { inputClass } from '#components/ui/input-class.ts'
import { FieldFrame, type FieldTexts } from './field-frame.tsx'
import { useField, type FieldOf } from './use-field.ts'

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  FieldTexts & { rows?: number; monospace?: boolean }

/** Several lines of text. */
export function TextAreaField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  const { control, name, label, help, optional = false, disabledReason, rows = 4, monospace = false } = props
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
        <textarea
          {...aria}
          ref={field.ref}
          name={field.name}
          rows={rows}
          value={field.value ?? ''}
          readOnly={disabledReason !== undefined}
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(optional && event.target.value === '' ? undefined : event.target.value)}
          className={classNames(inputClass, 'h-auto py-2', monospace && 'font-mono')}
        />
      )}
    </FieldFrame>
  )
}
