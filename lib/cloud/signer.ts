import { hash } from 'node:crypto'

import { hmacSha256 } from './hmac.ts'
import { percentEncode } from './percent-encoding.ts'

/** An HTTP request before signing. `url` is absolute and already percent-encoded: it is sent as it stands. */
export type UnsignedRequest = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export type AccessKey = { readonly accessKey: string; readonly secretKey: string; readonly securityToken?: string }

/** `headers` is everything to send (lower-case names, `host` and `authorization` included); the rest explains it. */
export type Signed = {
  readonly headers: Record<string, string>
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly signature: string
}

const ALGORITHM = 'SDK-HMAC-SHA256'
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/**
 * Signs a request with an access key (SDK-HMAC-SHA256). Pure: time is an argument, nothing is kept.
 *
 * All headers given are signed except a multipart content type, whose boundary the sender adds later. Values are
 * trimmed. `x-sdk-date` and `host` are always ours; a default port is left out of `host`.
 *
 * @throws TypeError when the URL is not an absolute http(s) URL without user, or a header value holds a line break;
 *   URIError when the URL holds a malformed escape
 */
export function sign(request: UnsignedRequest, key: AccessKey, at: Date): Signed {
  const target = splitUrl(request.url)
  const date = sdkDate(at)
  const headers = headersToSend(request.headers, target.host, date, key.securityToken)
  const signed = canonicalHeaders(headers)
  const canonicalRequest = `${request.method}\n${canonicalUri(target.path)}\n${canonicalQuery(target.query)}\n${
    signed.lines
  }\n${signed.names}\n${payloadHash(headers, request.body)}`
  const text = stringToSign(date, canonicalRequest)
  const signature = hmacSha256(key.secretKey, text)
  headers['authorization'] =
    `${ALGORITHM} Access=${key.accessKey}, SignedHeaders=${signed.names}, Signature=${signature}`
  return { headers, canonicalRequest, stringToSign: text, signature }
}

/** Host (lower case, default port dropped), path and query of an absolute URL, as they go over the wire. */
export function splitUrl(url: string): { host: string; path: string; query: string } {
  const secure = url.startsWith('https://')
  if (!secure && !url.startsWith('http://')) throw new TypeError('Only an absolute http or https URL can be signed.')
  const from = secure ? 8 : 7
  const fragment = url.indexOf('#', from)
  const end = fragment < 0 ? url.length : fragment
  let mark = url.indexOf('?', from)
  if (mark < 0 || mark > end) mark = end
  let slash = url.indexOf('/', from)
  if (slash < 0 || slash > mark) slash = mark

  let host = url.slice(from, slash).toLowerCase()
  if (host === '' || host.includes('@')) throw new TypeError('A URL to sign needs a host and no user.')
  if (host.endsWith(secure ? ':443' : ':80')) host = host.slice(0, host.lastIndexOf(':'))
  return { host, path: url.slice(slash, mark), query: url.slice(mark + 1, end) }
}

const PLAIN_PATH = /^[A-Za-z0-9\-._~/]*$/

/** Each segment decoded and encoded once, with a slash at the end that the URL itself need not have. */
export function canonicalUri(path: string): string {
  const encoded = PLAIN_PATH.test(path) ? path : path.split('/').map(reencode).join('/')
  return encoded.endsWith('/') ? encoded : `${encoded}/`
}

const reencode = (text: string): string => percentEncode(text.includes('%') ? decodeURIComponent(text) : text)

/** Pairs `name=value` in the order of the decoded names, then of the decoded values, by code unit. */
export function canonicalQuery(query: string): string {
  if (query === '') return ''
  const pairs: { name: string; value: string }[] = []
  for (const part of query.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = equals < 0 ? part : part.slice(0, equals)
    const value = equals < 0 ? '' : part.slice(equals + 1)
    pairs.push({
      name: name.includes('%') ? decodeURIComponent(name) : name,
      value: value.includes('%') ? decodeURIComponent(value) : value,
    })
  }
  if (pairs.length > 1) pairs.sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.value, b.value))
  let text = ''
  for (const { name, value } of pairs) text += `${text === '' ? '' : '&'}${percentEncode(name)}=${percentEncode(value)}`
  return text
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const LINE_BREAK = /[\r\n\0]/

function headersToSend(
  given: Readonly<Record<string, string>>,
  host: string,
  date: string,
  securityToken: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { host, 'x-sdk-date': date }
  for (const name in given) {
    const value = given[name]
    if (value === undefined) continue
    if (LINE_BREAK.test(value)) throw new TypeError('A header value cannot hold a line break.')
    const lower = name.toLowerCase()
    if (lower === 'authorization' || lower === 'host' || lower === 'x-sdk-date') continue
    headers[lower] = value.trim()
  }
  if (securityToken !== undefined) headers['x-security-token'] = securityToken
  return headers
}

/** The lines to sign, each ended by a line feed, and their names joined by `;`. Takes lower-case names. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): { lines: string; names: string } {
  let lines = ''
  let names = ''
  for (const name of Object.keys(headers).toSorted()) {
    const value = headers[name] ?? ''
    if (name === 'content-type' && value.startsWith('multipart/')) continue
    lines += `${name}:${value}\n`
    names += names === '' ? name : `;${name}`
  }
  return { lines, names }
}

/** SHA-256 of the body in lower-case hex, or what the `x-sdk-content-sha256` header says instead. */
function payloadHash(headers: Readonly<Record<string, string>>, body: string | undefined): string {
  const given = headers['x-sdk-content-sha256']
  if (given !== undefined && given !== '') return given
  return body === undefined || body === '' ? EMPTY_HASH : hash('sha256', body, 'hex')
}

/** The three lines that the secret key signs as they stand: no key derivation, no region, no service. */
export const stringToSign = (date: string, canonicalRequest: string): string =>
  `${ALGORITHM}\n${date}\n${hash('sha256', canonicalRequest, 'hex')}`

/** `YYYYMMDDTHHMMSSZ` in UTC. */
export const sdkDate = (at: Date): string =>
  `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(
    at.getUTCMinutes(),
  )}${two(at.getUTCSeconds())}Z`

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)
