'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { OrderNow } from '#components/orders/order-now.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeepPartial } from '../../kit.ts'
import { originOf } from '../../order-target.ts'
import type { Input } from '../contract.ts'

/** The order as billing has it now. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('pay-order')
  const format = useFormat()
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target } = useWatch({ control }) as DeepPartial<Input>
  const [now] = useLookup(account?.accountId, 'ordersNow', target?.id).data ?? []
  const { isOurs = false, orderedBy } = target ?? {}
  const isOther = now?.amountMinor !== undefined && now.amountMinor !== target?.amountMinor
  return (
    <>
      {isOther && (
        <Alert
          tone="wait"
          title={t('priceDiffers', { amount: format.money((now.amountMinor ?? 0) / 100, now.currency) })}
        />
      )}
      <OrderNow
        accountId={account?.accountId}
        target={target}
        origin={originOf({ isOurs, orderedBy })}
        onLearn={(field, value) => setValue(`target.${field}`, value)}
      />
    </>
  )
}
