import { useId, type ReactNode } from 'react'
import { FieldFrame } from './field-frame.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { inputClass } from '#components/ui/input-class.ts'

const charactersMax = 4000

type Props = {
  label: ReactNode
  help: ReactNode
  value: string
  error: string | undefined
  onChange: (value: string) => void
  rows?: number
}

/** A few lines for a reason or a comment. */
export function NoteField({ label, help, value, error, onChange, rows = 3 }: Props) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      {(aria) => (
        <textarea
          {...aria}
          rows={rows}
          maxLength={charactersMax}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={classNames(inputClass, 'h-auto py-2')}
        />
      )}
    </FieldFrame>
  )
}
