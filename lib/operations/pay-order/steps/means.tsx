'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeepPartial } from '../../kit.ts'
import type { DiscountChoice } from '../../lookups.ts'
import type { Input } from '../contract.ts'
import { Balance } from './balance.tsx'
import { CouponsField } from './coupons.tsx'

/** With what the order is paid beside money; what is left to pay stands beside it. */
export function MeansStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('pay-order')
  const words = useDiscountWords()
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target } = useWatch({ control }) as DeepPartial<Input>
  const discounts = useLookup(account?.accountId, 'orderDiscounts', target?.id)
  const offered = useChoices(discounts, (row) => ({
    value: row.id,
    label: words.name(row),
    description: words.less(row),
  }))
  const choices = offered.state === 'ready' ? offered.choices : []
  const choose = (id: string) => {
    const row = discounts.data?.find((one) => one.id === id)
    const { type, deductionMinor } = row ?? {}
    const chosen =
      type === undefined ? undefined : { id, type, ...(deductionMinor !== undefined && { deductionMinor }) }
    setValue('means.discount', chosen, { shouldDirty: true, shouldValidate: true })
  }
  return (
    <>
      <CouponsField control={control} accountId={account?.accountId} orderId={target?.id} />
      <RadioCardsField
        control={control}
        name="means.discount.id"
        label={t('discount')}
        help={t('discountHelp')}
        choices={[{ value: '', label: t('noDiscount') }, ...choices]}
        onChosen={choose}
      />
      <Balance control={control} />
    </>
  )
}

function useDiscountWords() {
  const t = useTranslations('pay-order')
  const format = useFormat()
  return {
    name: ({ type }: DiscountChoice) => (type === undefined ? t('discountType.other') : t(`discountType.t${type}`)),
    less: ({ deductionMinor, value }: DiscountChoice) =>
      deductionMinor === undefined ? value : t('discountLess', { amount: format.money(deductionMinor / 100, 'CNY') }),
  }
}
