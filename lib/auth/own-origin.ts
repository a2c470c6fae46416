const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Whether a request that changes something comes from a page of the console itself, by what browsers say of it and no page can
 * forge: `origin` is the header of that name, `site` is Sec-Fetch-Site. `address` is the console's own, from its settings: what
 * a request says of its host is not asked. Every browser names its origin where it posts, so none means no.
 */
export function isOwnOrigin(
  { origin, site }: { origin: string | null; site: string | null },
  address: string,
): boolean {
  if (origin === null || !URL.canParse(origin) || (site !== null && site !== 'same-origin')) return false
  const [asked, own] = [new URL(origin), new URL(address)]
  if (asked.origin === own.origin) return true
  // On one's own machine the same page has three names.
  const isHere = loopback.has(asked.hostname) && loopback.has(own.hostname)
  return isHere && asked.protocol === own.protocol && asked.port === own.port
}
