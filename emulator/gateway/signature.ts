import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A request as it came over the wire: the target undecoded, header names in lower case, the body as bytes. */
export type SignedRequest = {
  method: string
  target: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
}

export type Authorization = { accessKey: string; signedHeaders: string[]; signature: string }

const pattern = /^SDK-HMAC-SHA256 Access=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/

/** The three fields of an Authorization header, or undefined when it is of another kind or malformed. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, accessKey, signedHeaders, signature] = pattern.exec(header.trim()) ?? []
  if (accessKey === undefined || signedHeaders === undefined || signature === undefined) return undefined
  return { accessKey, signedHeaders: signedHeaders.split(';'), signature }
}

export type Verdict = { isGenuine: boolean; canonicalRequest: string }

/**
 * Recomputes the signature from what arrived, following the caller's own list of signed headers. Official clients
 * disagree on whether the decoded or the raw path is encoded, so both are tried; the first is reported.
 */
export function verifySignature(request: SignedRequest, given: Authorization, secretKey: string): Verdict {
  const candidates = [
    ...new Set([decodedThenEncoded, encodedAsSent].map((encode) => canonical(request, given, encode))),
  ]
  const date = headerText(request.headers['x-sdk-date'])
  const isGenuine = candidates.some((candidate) => isEqual(sign(candidate, date, secretKey), given.signature))
  return { isGenuine: isGenuine && isComplete(request, given), canonicalRequest: candidates[0] ?? '' }
}

/** Every listed header is there, and the date is among them. */
const isComplete = (request: SignedRequest, given: Authorization): boolean =>
  given.signedHeaders.includes('x-sdk-date') &&
  given.signedHeaders.every((name) => name === name.toLowerCase() && request.headers[name] !== undefined)

function canonical(request: SignedRequest, given: Authorization, encodeSegment: (segment: string) => string): string {
  const cut = request.target.indexOf('?')
  const path = cut === -1 ? request.target : request.target.slice(0, cut)
  const query = cut === -1 ? '' : request.target.slice(cut + 1)
  const encoded = path.split('/').map(encodeSegment).join('/')
  return [
    request.method,
    encoded.endsWith('/') ? encoded : `${encoded}/`,
    canonicalQuery(query),
    ...given.signedHeaders.map((name) => `${name}:${headerText(request.headers[name]).trim()}`),
    '',
    given.signedHeaders.join(';'),
    payloadHash(request),
  ].join('\n')
}

function canonicalQuery(query: string): string {
  return parseQuery(query)
    .toSorted(([a, x], [b, y]) => byCodeUnit(a, b) || byCodeUnit(x, y))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')
}

/** Names and values of a raw query, decoded; `b` and `b=` are the same, and `+` is a plus. */
export function parseQuery(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.indexOf('=')
      return cut === -1 ? [decode(pair), ''] : [decode(pair.slice(0, cut)), decode(pair.slice(cut + 1))]
    })
}

/** The digest the caller declares, else that of the body. */
const payloadHash = (request: SignedRequest): string =>
  headerText(request.headers['x-sdk-content-sha256']) || createHash('sha256').update(request.body).digest('hex')

function sign(canonicalRequest: string, date: string, secretKey: string): string {
  const digest = createHash('sha256').update(canonicalRequest).digest('hex')
  return createHmac('sha256', secretKey).update(`SDK-HMAC-SHA256\n${date}\n${digest}`).digest('hex')
}

const isEqual = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))

const decodedThenEncoded = (segment: string): string => encode(decode(segment))
/** The vendor's Node client escapes an apostrophe before it encodes, though not on the wire. */
const encodedAsSent = (segment: string): string => encode(segment.replaceAll("'", '%27'))

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const encode = (value: string): string =>
  encodeURIComponent(value).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    // A stray percent sign is not ours to judge: it is signed as it stands.
    return value
  }
}

/** The text of a header as Node hands it over. */
export const headerText = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : (value ?? '')
