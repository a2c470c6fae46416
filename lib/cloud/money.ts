const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,60}))?(?:e([+-]?\d{1,3}))?$/i

/**
 * The amount in hundredths of the currency unit (fen, cents), an integer.
 *
 * Billing sends amounts as JSON numbers in some answers and as text in others. Both are read as decimal digits; nothing is
 * computed in floating point. A number of up to 15 digits reads back exactly as it was written. More than two decimals are
 * rounded half up (half away from zero for refunds).
 *
 * @throws RangeError when the text is no decimal number or too large to be a safe integer
 */
export function minorUnits(amount: number | string): number {
  const match = DECIMAL.exec(String(amount).trim())
  if (match === null) throw new RangeError(`"${String(amount).slice(0, 40)}" is not an amount of money.`)
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  const excess = fraction.length - Number(exponent) - 2
  const hundredths = excess <= 0 ? digits * 10n ** BigInt(-excess) : roundHalfUp(digits, 10n ** BigInt(excess))
  const result = Number(sign === '-' ? -hundredths : hundredths)
  if (!Number.isSafeInteger(result)) throw new RangeError('The amount of money is too large.')
  return result
}

const roundHalfUp = (value: bigint, by: bigint): bigint => (value + by / 2n) / by
