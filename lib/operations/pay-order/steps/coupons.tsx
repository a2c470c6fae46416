'use client'

import type { Control } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { ChoicesFailed } from '#components/form/choices-failed.tsx'
import { FieldError, FieldHelp } from '#components/form/field-frame.tsx'
import { useField } from '#components/form/use-field.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { CouponChoice } from '../../lookups.ts'
import type { Input } from '../contract.ts'

type Props = { control: Control<Input>; accountId: string | undefined; orderId: string | undefined }

/** The coupons that billing offers for the order; those that cannot be used stand there with the reason. */
export function CouponsField({ control, accountId, orderId }: Props) {
  const t = useTranslations('pay-order')
  const { id, field, error } = useField({ control, name: 'means.coupons' })
  const found = useLookup(accountId, 'orderCoupons', orderId)
  const choices = useChoices(found, ({ id: value, name: label }) => ({ value, label }))
  const chosen = field.value ?? []
  const toggle = (row: CouponChoice, isChosen: boolean) => {
    const others = chosen.filter((coupon) => coupon.id !== row.id)
    const { type, name, balanceMinor, notWith } = row
    if (!isChosen || type === undefined) return field.onChange(others)
    const coupon = { id: row.id, type, name, notWith, ...(balanceMinor !== undefined && { balanceMinor }) }
    field.onChange([...others, coupon])
  }
  return (
    <fieldset
      id={id}
      aria-describedby={[error && `${id}-error`, `${id}-help`].filter(Boolean).join(' ')}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <legend className="mb-1.5 text-l font-strong">{t('coupons')}</legend>
      <FieldError id={id} error={error} />
      {found.data ? (
        found.data.length === 0 ? (
          <p className="text-muted">{t('noCouponsOffered')}</p>
        ) : (
          found.data.map((row) => (
            <CouponRow
              key={row.id}
              id={`${id}-${row.id}`}
              row={row}
              isChosen={chosen.some((coupon) => coupon.id === row.id)}
              onToggled={(isChosen) => toggle(row, isChosen)}
            />
          ))
        )
      ) : found.error ? (
        <ChoicesFailed choices={choices} />
      ) : (
        <Skeleton className="h-16" />
      )}
      <FieldHelp id={id} help={t('couponsHelp')} disabledReason={undefined} />
    </fieldset>
  )
}

type RowProps = { id: string; row: CouponChoice; isChosen: boolean; onToggled: (isChosen: boolean) => void }

function CouponRow({ id, row, isChosen, onToggled }: RowProps) {
  const t = useTranslations('pay-order')
  const text = useText()
  const format = useFormat()
  const { type, name, balanceMinor, expiresAt, disabled } = row
  const facts = [
    type === undefined ? t('couponType.other') : t(`couponType.t${type}`),
    balanceMinor !== undefined && t('couponBalance', { amount: format.money(balanceMinor / 100, 'CNY') }),
    expiresAt !== undefined && t('couponExpires', { date: format.date(expiresAt) }),
  ]
  return (
    <div className="flex items-start gap-3 rounded-m border border-line px-3 py-2">
      <input
        type="checkbox"
        id={id}
        checked={isChosen}
        // What was chosen and can be used no more can still be taken out.
        aria-disabled={(disabled !== undefined && !isChosen) || undefined}
        aria-describedby={`${id}-facts`}
        onChange={({ target }) => {
          if (disabled === undefined || isChosen) onToggled(target.checked)
        }}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="text-l">
          {name === '' ? row.id : name}
        </label>
        <p id={`${id}-facts`} className="text-m text-muted">
          {facts.filter((fact) => fact !== false).join(' · ')}
          {disabled !== undefined && <span className="block text-wait">{text(disabled)}</span>}
        </p>
      </div>
    </div>
  )
}
