/**
 * Whether next-auth can read where to go back to: a path, or an address with http or https. It fails on anything else, in the
 * query as in its own cookie.
 */
export function isCallbackAddress(text: string): boolean {
  const base = text.startsWith('/') ? 'http://console.invalid' : undefined
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol)
}
