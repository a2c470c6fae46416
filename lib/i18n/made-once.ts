/** More than one reader needs; a server with readers in every time zone makes the oldest again. */
const keptMax = 100

/**
 * Makes a formatter once for a language and options, which must be plain JSON: making one takes a hundred times as long as
 * using it, and a list uses several in every row.
 */
export function madeOnce<Options extends object, Formatter>(make: (locale: string, options: Options) => Formatter) {
  const kept = new Map<string, Formatter>()
  return (locale: string, options: Options): Formatter => {
    const key = JSON.stringify([locale, options])
    const known = kept.get(key)
    if (known !== undefined) return known
    const formatter = make(locale, options)
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size === keptMax) kept.delete(oldest)
    kept.set(key, formatter)
    return formatter
  }
}
