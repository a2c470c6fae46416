'use client'

import { useId } from 'react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { inputClass } from '#components/ui/input-class.ts'

type Props = {
  label: string
  type?: 'text' | 'email'
  value: string
  max: number
  error: string | undefined
  onChange: (value: string) => void
}

/** One line of text about somebody else: the browser fills in nothing of its own. */
export function PlainField({ label, type = 'text', value, max, error, onChange }: Props) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} error={error}>
      {(aria) => (
        <input
          {...aria}
          type={type}
          value={value}
          maxLength={max}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          className={inputClass}
        />
      )}
    </FieldFrame>
  )
}
