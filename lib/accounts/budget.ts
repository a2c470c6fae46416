import { z } from 'zod'

// What an owner enters as a budget. Shared by the form and the server; which currencies an account is billed in is the server's
// to check.

/** Fifteen digits read back from a number as they were written; two of them are decimals. */
const wholeDigitsMax = 13

/** As people write it: `12000`, `12,000` or `12,000.50`. */
const Amount = z
  .string()
  .trim()
  .min(1, { error: 'errors.required', abort: true })
  .regex(/^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/, { error: 'errors.budgetAmount', abort: true })
  .regex(/^[\d,]+(?:\.\d{1,2})?$/, { error: 'errors.budgetDecimals', abort: true })
  .refine((text) => wholeDigits(text) <= wholeDigitsMax, { error: 'errors.budgetTooLarge', abort: true })
  .refine((text) => /[1-9]/.test(text), { error: 'errors.budgetZero' })

const wholeDigits = (text: string): number => text.replaceAll(',', '').replace(/^0+/, '').split('.', 1).join('').length

const Currency = z.string('errors.budgetCurrency').regex(/^[A-Z]{3}$/, 'errors.budgetCurrency')

export const SetBudget = z.strictObject({
  accountId: z.uuid(),
  currency: Currency,
  /** For a calendar month, in units of the currency. */
  amount: Amount,
  /** The budget that the person saw, in hundredths; null where there was none. */
  shown: z.int().nullable(),
})
export type SetBudget = z.output<typeof SetBudget>

export const RemoveBudget = z.strictObject({ accountId: z.uuid(), currency: Currency, shown: z.int() })
export type RemoveBudget = z.output<typeof RemoveBudget>
