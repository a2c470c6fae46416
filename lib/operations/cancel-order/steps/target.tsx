'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { OrderNow } from '#components/orders/order-now.tsx'
import type { DeepPartial } from '../../kit.ts'
import type { OrderNow as OrderNowRow } from '../../lookups.ts'
import { originOf } from '../../order-target.ts'
import type { Input } from '../contract.ts'

/** The order as billing has it now. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target } = useWatch({ control }) as DeepPartial<Input>
  const { isOurs = false, orderedBy, payUntil } = target ?? {}
  // What the mirror did not know yet is reviewed as well.
  const freeze = (now: OrderNowRow) => {
    if (orderedBy === undefined && now.orderedBy !== undefined) setValue('target.orderedBy', now.orderedBy)
    if (payUntil === undefined && now.payUntil !== undefined) setValue('target.payUntil', now.payUntil)
  }
  return (
    <OrderNow accountId={account?.accountId} target={target} origin={originOf({ isOurs, orderedBy })} onRead={freeze} />
  )
}
