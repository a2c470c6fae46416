import { Money } from './money.tsx'

type Props = { amountMinor: number; currency: string; signed?: boolean; strong?: boolean }

/** `Money` from hundredths of the currency unit, as amounts are stored. */
export function MinorMoney({ amountMinor, currency, signed = false, strong = false }: Props) {
  return <Money amount={amountMinor / 100} currency={currency} signed={signed} strong={strong} />
}
