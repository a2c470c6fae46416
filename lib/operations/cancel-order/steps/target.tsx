'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { CheckboxField } from '#components/form/checkbox-field.tsx'
import { OrderNow } from '#components/orders/order-now.tsx'
import type { DeepPartial } from '../../kit.ts'
import { originOf } from '../../order-target.ts'
import type { Input } from '../contract.ts'

/** The order as billing has it now, and that it does not come back. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('cancel-order')
  // A form under way: anything may still be missing.
  const { account, target } = useWatch({ control }) as DeepPartial<Input>
  const { isOurs = false, orderedBy } = target ?? {}
  return (
    <>
      <OrderNow accountId={account?.accountId} target={target} origin={originOf({ isOurs, orderedBy })} />
      <CheckboxField control={control} name="consent.isFinal" label={t('consent')} help={t('consentHelp')} />
    </>
  )
}
