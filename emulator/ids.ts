import { createHash } from 'node:crypto'

type Source = { seed: string; sequence: number }

/** 32 hex characters that depend on nothing but what is named: stable across restarts and machines. */
export const hexOf = (...names: (string | number)[]): string =>
  createHash('sha256').update(names.join('\u0000')).digest('hex').slice(0, 32)

/** A UUID made the same way. */
export const uuidOf = (...names: (string | number)[]): string => {
  const hex = hexOf(...names)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The next unused 32-hex id of a world. */
export function nextHex(source: Source): string {
  source.sequence += 1
  return hexOf(source.seed, source.sequence)
}

/** The next unused UUID of a world. */
export function nextUuid(source: Source): string {
  source.sequence += 1
  return uuidOf(source.seed, source.sequence)
}

/** `CS` + yyMMddHHmm in UTC+8 + five of [A-Z0-9], as all documented order ids look. */
export function nextOrderId(source: Source, at: number): string {
  source.sequence += 1
  const stamp = new Date(at + 8 * 3_600_000).toISOString().replaceAll(/[-T:]/g, '').slice(2, 12)
  const tail = BigInt(`0x${hexOf(source.seed, 'order', source.sequence)}`)
  return `CS${stamp}${(tail % 36n ** 5n).toString(36).toUpperCase().padStart(5, '0')}`
}

/** A product id in the shape of the documented ones; equal specifications share it. */
export const productIdOf = (spec: string): string =>
  `00301-${Number.parseInt(hexOf('product', spec).slice(0, 5), 16)}-0--0`
