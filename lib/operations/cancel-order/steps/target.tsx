'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { OrderNow } from '#components/orders/order-now.tsx'
import type { DeepPartial } from '../../kit.ts'
import { originOf } from '../../order-target.ts'
import type { Input } from '../contract.ts'

/** The order as billing has it now. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target } = useWatch({ control }) as DeepPartial<Input>
  const { isOurs = false, orderedBy } = target ?? {}
  return (
    <OrderNow
      accountId={account?.accountId}
      target={target}
      origin={originOf({ isOurs, orderedBy })}
      onLearn={(field, value) => setValue(`target.${field}`, value)}
    />
  )
}
