'use client'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { minorText, rangeOf, rangeText, typedAmount } from './filter-field.ts'

export type RangeEditorProps = {
  name: string
  value: string
  onApply: (value: string) => void
  onBack: (() => void) | undefined
}

/** The least and the most that an amount may be. */
export function AmountEditor({ name, value, onApply, onBack }: RangeEditorProps) {
  const t = useTranslations('ui.filter')
  const words = useTranslations('ui')
  const known = rangeOf(value)
  const [least, setLeast] = useState(typedAmount(known.from))
  const [most, setMost] = useState(typedAmount(known.to))
  const [error, setError] = useState<'amount' | 'order'>()
  const apply = () => {
    const [from, to] = [minorText(least), minorText(most)]
    if (from === undefined || to === undefined) setError('amount')
    else if (from !== '' && to !== '' && Number(from) > Number(to)) setError('order')
    else onApply(rangeText(from, to))
  }
  return (
    <RangeForm
      name={name}
      error={error && t(`wrong.${error}`)}
      onSubmit={apply}
      onBack={onBack}
      apply={t('apply')}
      back={words('back')}
    >
      <RangeBox label={t('least')} value={least} onChange={setLeast} isFirst isWrong={error !== undefined} />
      <RangeBox label={t('most')} value={most} onChange={setMost} isWrong={error !== undefined} />
    </RangeForm>
  )
}

type FormProps = {
  name: string
  error: string | undefined
  onSubmit: () => void
  onBack: (() => void) | undefined
  apply: string
  back: string
  help?: string
  children: ReactNode
}

/** A small form about one field, with what is wrong with it above. */
export function RangeForm({ name, error, onSubmit, onBack, apply, back, help, children }: FormProps) {
  return (
    <form
      aria-label={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      className="flex flex-col gap-3 p-2"
    >
      <p className="font-strong">{name}</p>
      {error !== undefined && (
        <p role="alert" className="text-m text-danger">
          {error}
        </p>
      )}
      <div className="grid grid-cols-2 gap-2">{children}</div>
      {help !== undefined && <p className="text-s text-muted">{help}</p>}
      <div className="flex justify-end gap-2">
        {onBack && (
          <Button size="small" variant="quiet" onClick={onBack}>
            {back}
          </Button>
        )}
        <Button size="small" variant="primary" type="submit">
          {apply}
        </Button>
      </div>
    </form>
  )
}

type BoxProps = {
  label: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'date'
  isFirst?: boolean
  isWrong: boolean
}

export function RangeBox({ label, value, onChange, type = 'text', isFirst = false, isWrong }: BoxProps) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isFirst) box.current?.focus()
  }, [isFirst])
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-s text-muted">
        {label}
      </label>
      <input
        ref={box}
        id={id}
        type={type}
        inputMode={type === 'text' ? 'decimal' : undefined}
        value={value}
        autoComplete="off"
        aria-invalid={isWrong || undefined}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full min-w-0 rounded-s border border-control bg-surface px-2 text-m aria-invalid:border-danger max-sm:text-l"
      />
    </div>
  )
}
