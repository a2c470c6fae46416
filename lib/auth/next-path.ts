import { isDecodable } from '../decodable-path.ts'

/** Where to go after sign-in: a path of this console, or the start page when `wanted` is anything else. */
export function safeNextPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 2000 || !wanted.startsWith('/')) return '/'
  // Browsers read `//host` and `/\host` as another host, and drop tabs and line breaks before they look.
  if (wanted.startsWith('//') || wanted.includes('\\') || /[\t\n\r]/.test(wanted)) return '/'
  const url = new URL(wanted, 'http://console.invalid')
  if (url.origin !== 'http://console.invalid' || /^\/(?:sign-in|api)(?:\/|$)/.test(url.pathname)) return '/'
  return isDecodable(url.pathname) ? `${url.pathname}${url.search}${url.hash}` : '/'
}
