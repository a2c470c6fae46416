import { z } from 'zod'

import { minorUnits } from '../money.ts'

/** An amount of money as billing sends it: a decimal number or its text. */
export const Money = z.union([z.number(), z.string()]).refine(isMoney, 'is no amount of money')

/** The same where it may be absent or empty. */
export const Amount = z.union([Money, z.literal('')]).nullish()

/** The amount in hundredths of the currency unit, or undefined when there is none. */
export const amountOf = (value: z.output<typeof Amount>): number | undefined =>
  value === undefined || value === null || value === '' ? undefined : minorUnits(value)

/** The amount in millionths of the currency unit, the finest that billing prices hours in. */
export function millionths(amount: z.output<typeof Money>): number {
  const [digits, exponent = '0'] = String(amount).trim().split(/e/i)
  return minorUnits(`${digits}e${Number(exponent) + 4}`)
}

function isMoney(value: number | string): boolean {
  try {
    minorUnits(value)
    return true
  } catch {
    return false
  }
}
