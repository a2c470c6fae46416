import { isIPv6 } from 'node:net'

/**
 * What the failures of an address are counted under: an IPv4 address itself, also where it is written as an IPv6 one, and of an
 * IPv6 address its first 64 bits. Whoever has one of these has all behind them, as many as there are.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [begin = [], end] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = end === undefined ? 0 : Math.max(0, 8 - begin.length - end.length)
  const groups = [...begin, ...Array.from({ length: zeros }, () => '0'), ...(end ?? [])]
  const first = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${first.join(':')}::/64`
}
