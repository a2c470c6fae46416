/**
 * The value of a number field for what was typed: a number, `undefined` for nothing, and `NaN` for text that is no
 * number, so that the schema refuses it instead of an earlier value being sent unseen.
 */
export function numberFromText(text: string): number | undefined {
  const compact = text.normalize('NFKC').replaceAll(/[\s,\u00a0_]/g, '')
  if (compact === '') return undefined
  return /^[+-]?\d+(\.\d+)?$/.test(compact) ? Number(compact) : Number.NaN
}

/** The next value of a stepper, kept inside its bounds. */
export function stepNumber(value: number | undefined, by: number, min = -Infinity, max = Infinity): number {
  const from = value === undefined || Number.isNaN(value) ? (Number.isFinite(min) ? min - by : 0) : value
  return Math.min(max, Math.max(min, from + by))
}
