'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import {
  useFieldArray,
  useFormState,
  type Control,
  type FieldArray,
  type FieldArrayPath,
  type FieldValues,
} from 'react-hook-form'
import { get } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { FieldError, FieldHelp } from './field-frame.tsx'
import { fieldId } from './field-id.ts'
import { useErrorText } from './use-error-text.ts'

type Props<Values extends FieldValues, Name extends FieldArrayPath<Values>> = {
  control: Control<Values>
  name: Name
  label: ReactNode
  help?: ReactNode
  /** A row's own name for screen readers and its remove button: `Port 2`. */
  rowLabel: (index: number) => string
  addLabel: string
  /** A fresh row. */
  emptyRow: FieldArray<Values, Name>
  rowsMin?: number
  rowsMax?: number
  /** Why no row can be added once there are `rowsMax`. */
  fullReason?: string
  children: (index: number) => ReactNode
}

/** Rows of fields to add and remove. Focus goes into a new row, and after a removal to the row that took its place. */
export function FieldRows<Values extends FieldValues, Name extends FieldArrayPath<Values>>(props: Props<Values, Name>) {
  const {
    control,
    name,
    label,
    help,
    rowLabel,
    addLabel,
    emptyRow,
    rowsMin = 0,
    rowsMax = Infinity,
    fullReason,
    children,
  } = props
  const t = useTranslations('ui')
  const words = useErrorText()
  const { fields, append, remove } = useFieldArray({ control, name })
  const { errors } = useFormState({ control })
  const { box, focusRow } = useRowFocus(fields.length)
  const id = fieldId(name)
  const found: { root?: { message?: string; type: string }; message?: string; type: string } | undefined = get(
    errors,
    name,
  )
  const error = words(found?.root ?? (found?.message === undefined ? undefined : found))
  const removeRow = (index: number) => {
    focusRow(Math.min(index, fields.length - 2))
    announce(t('removed', { what: rowLabel(index) }))
    remove(index)
  }
  const addRow = () => {
    focusRow(fields.length)
    append(emptyRow, { shouldFocus: false })
  }
  return (
    <fieldset
      id={id}
      ref={box}
      tabIndex={-1}
      aria-describedby={help ? `${id}-help` : undefined}
      className="flex min-w-0 flex-col gap-3 outline-none"
    >
      <legend className="mb-1.5 text-l font-strong">{label}</legend>
      <FieldError id={id} error={error} />
      {fields.map((row, index) => (
        <div key={row.id} role="group" aria-label={rowLabel(index)} data-row={index} className="flex items-end gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-end gap-3 [&>*]:min-w-32 [&>*]:flex-1">
            {children(index)}
          </div>
          {fields.length > rowsMin && (
            <IconButton
              icon="trash"
              label={t('remove', { what: rowLabel(index) })}
              onClick={() => removeRow(index)}
              className="mb-0.5"
            />
          )}
        </div>
      ))}
      <div>
        <Button
          icon="plus"
          data-add
          onClick={addRow}
          disabledReason={fields.length >= rowsMax ? (fullReason ?? t('noMoreRows')) : undefined}
        >
          {addLabel}
        </Button>
      </div>
      <FieldHelp id={id} help={help} disabledReason={undefined} />
    </fieldset>
  )
}

/** Remembers which row to focus once the rows have changed; with no row left, the add button. */
function useRowFocus(rowCount: number) {
  const box = useRef<HTMLFieldSetElement>(null)
  const wanted = useRef<number>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = box.current?.querySelector(`[data-row="${wanted.current}"]`)
    const target =
      row?.querySelector<HTMLElement>('input, select, textarea') ??
      box.current?.querySelector<HTMLElement>('[data-add]')
    target?.focus()
    wanted.current = undefined
  }, [rowCount])
  return {
    box,
    focusRow: (index: number) => {
      wanted.current = index
    },
  }
}
