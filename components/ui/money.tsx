'use client'

import { useFormat } from '#lib/i18n/use-format.ts'
import { classNames } from './class-names.ts'

type Props = {
  /** Decimal number of whole currency units, as the cloud writes it. */
  amount: number | string
  currency: string
  /** Shows + or − before a difference. */
  signed?: boolean
  strong?: boolean
}

/** An amount with its currency code, two decimals, and digits that line up under each other. */
export function Money({ amount, currency, signed = false, strong = false }: Props) {
  const format = useFormat()
  return (
    <span className={classNames('whitespace-nowrap', strong && 'font-strong')}>
      {format.money(amount, currency, signed)}
    </span>
  )
}
