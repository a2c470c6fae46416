// Which addresses of the environment the console speaks to: whoever answers there must be able to prove who they are.

/** Whether `host`, as a URL has it, is this machine: there is nobody in between. */
export const isThisMachine = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

/** Whether `text` is an address over https, or over http on this machine. */
export function isSafeAddress(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username + url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname))
}

/** The same, spelt as it is meant and with nothing behind the host and its port. */
export function isSafeOrigin(text: string): boolean {
  const origin = URL.parse(text)?.origin
  return isSafeAddress(text) && [origin, `${origin}/`].includes(text)
}

/** Whether the address of a database names no mode of TLS in which anybody may answer. */
export const isSslModeClear = (text: string): boolean =>
  !/[?&](?:uselibpqcompat=|ssl=|sslmode=(?!(?:verify-full|disable)(?:&|$)))/i.test(text)

/** Whether the line to the database is encrypted, stays on this machine, or was said to need no encryption. */
export function isSafeLine(text: string): boolean {
  const url = URL.parse(text)
  if (url === null) return false
  const socket = url.searchParams.get('host') ?? ''
  return url.searchParams.has('sslmode') || isThisMachine(url.hostname) || socket.startsWith('/')
}
