'use client'

import type { FieldPath, FieldValues } from 'react-hook-form'
import { FieldError, FieldHelp, type FieldTexts } from './field-frame.tsx'
import { useField, type FieldOf } from './use-field.ts'

type Props<Values extends FieldValues, Name extends FieldPath<Values>> = FieldOf<Values, Name> &
  Omit<FieldTexts, 'optional'> & { onToggled?: (isChecked: boolean) => void }

/** Yes or no, decided when the form is sent. */
export function CheckboxField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  return <ToggleField {...props} look="checkbox" />
}

/** Yes or no for a setting that is on or off as a whole. */
export function SwitchField<Values extends FieldValues, Name extends FieldPath<Values>>(props: Props<Values, Name>) {
  return <ToggleField {...props} look="switch" />
}

const looks = {
  checkbox: 'mt-0.5 size-5 shrink-0 accent-accent',
  switch:
    'relative mt-0.5 h-5 w-9 shrink-0 appearance-none rounded-full bg-control transition-colors checked:bg-accent ' +
    "after:absolute after:top-0.5 after:left-0.5 after:size-4 after:rounded-full after:bg-surface after:transition-transform after:content-[''] checked:after:translate-x-4",
}

function ToggleField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: Props<Values, Name> & { look: keyof typeof looks },
) {
  const { control, name, label, help, disabledReason, onToggled, look } = props
  const { id, field, error } = useField({ control, name })
  const describedBy = [error && `${id}-error`, help && `${id}-help`, disabledReason && `${id}-reason`]
    .filter(Boolean)
    .join(' ')
  const toggle = (isChecked: boolean) => {
    if (disabledReason !== undefined) return
    field.onChange(isChecked)
    onToggled?.(isChecked)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <FieldError id={id} error={error} />
      <div className="flex items-start gap-3">
        <input
          type="checkbox"
          role={look === 'switch' ? 'switch' : undefined}
          id={id}
          ref={field.ref}
          name={field.name}
          checked={field.value === true}
          aria-disabled={disabledReason !== undefined || undefined}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={describedBy || undefined}
          onBlur={field.onBlur}
          onChange={(event) => toggle(event.target.checked)}
          className={looks[look]}
        />
        <div className="min-w-0">
          <label htmlFor={id} className="text-l">
            {label}
          </label>
          <FieldHelp id={id} help={help} disabledReason={disabledReason} />
        </div>
      </div>
    </div>
  )
}
