const PLAIN = /^[A-Za-z0-9\-._~]*$/
const LEFT_BY_PLATFORM = /[!'()*]/g

/**
 * Percent-encodes `text` as the gateway does before it signs: only `A-Z a-z 0-9 - . _ ~` stay, every other UTF-8 byte
 * becomes `%XX` in upper case. Use it for every name or id put into a path.
 */
export function percentEncode(text: string): string {
  if (PLAIN.test(text)) return text
  return encodeURIComponent(text).replace(
    LEFT_BY_PLATFORM,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Query values of a call. `undefined` leaves the parameter out; a list repeats the name. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** Writes a query string without its question mark, in the order given; empty when nothing is to be sent. */
export function queryString(query: Query): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const values = typeof value === 'object' ? value : [String(value)]
    for (const each of values) pairs.push(`${percentEncode(name)}=${percentEncode(each)}`)
  }
  return pairs.join('&')
}
