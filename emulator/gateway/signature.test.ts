import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAuthorization, type SignedRequest, verifySignature } from './signature.ts'

type Vector = {
  name: string
  portable: boolean
  ak: string
  sk: string
  method: string
  url: string
  headers: Record<string, string>
  unsignedHeaders?: Record<string, string>
  body: string | null
  date: string
  expected: { host: string; canonicalRequest: string; authorization: string }
}

const { vectors }: { vectors: Vector[] } = JSON.parse(
  readFileSync(new URL('./fixtures/signing-vectors.json', import.meta.url), 'utf8'),
)
const portable = vectors.filter((vector) => vector.portable)

/** What arrives at the gateway when the vector's request is sent. */
function arrival(vector: Vector): SignedRequest {
  const headers = Object.entries({
    ...vector.unsignedHeaders,
    ...vector.headers,
    host: vector.expected.host,
    'x-sdk-date': vector.date,
    authorization: vector.expected.authorization,
  }).map(([name, value]) => [name.toLowerCase(), value])
  return {
    method: vector.method,
    target: vector.url.replace(/^https?:\/\/[^/?]+/, '') || '/',
    headers: Object.fromEntries(headers),
    body: Buffer.from(vector.body ?? ''),
  }
}

const verdict = (vector: Vector, request: SignedRequest) => {
  const given = parseAuthorization(vector.expected.authorization)
  if (given === undefined) throw new Error(`The vector ${vector.name} has no readable Authorization.`)
  return verifySignature(request, given, vector.sk)
}
const isGenuine = (vector: Vector, request: SignedRequest): boolean => verdict(vector, request).isGenuine

/** Whether the body takes part in the signature, or a digest of the caller's own stands in for it. */
const coversBody = (vector: Vector): boolean =>
  !Object.keys(vector.headers).some((name) => /content-sha256/i.test(name))

/** The text with its last character replaced by another one. */
const flipped = (text: string): string => `${text.slice(0, -1)}${text.endsWith('7') ? '8' : '7'}`

/** The path with one letter or digit of it changed, not by adding a slash that signing adds anyway. */
const flippedPath = (target: string): string => {
  const [path = '/', ...query] = target.split('?')
  return [path === '/' ? '/7' : flipped(path.replace(/\/$/, '')), ...query].join('?')
}

test('there are 68 portable vectors', () => expect(portable).toHaveLength(68))

test.each(portable.map((vector) => [vector.name, vector] as const))('%s verifies', (_, vector) => {
  const { isGenuine: accepted, canonicalRequest } = verdict(vector, arrival(vector))
  expect(canonicalRequest).toBe(vector.expected.canonicalRequest)
  expect(accepted).toBe(true)
})

test.each(portable.map((vector) => [vector.name, vector] as const))(
  '%s fails when one byte is changed',
  (_, vector) => {
    const request = arrival(vector)
    const changed: [string, SignedRequest][] = [
      ['method', { ...request, method: request.method === 'GET' ? 'PUT' : 'GET' }],
      ['path', { ...request, target: flippedPath(request.target) }],
      ['query', { ...request, target: request.target.includes('?') ? flipped(request.target) : `${request.target}?7` }],
      ['date', { ...request, headers: { ...request.headers, 'x-sdk-date': flipped(vector.date.slice(0, -1)) + 'Z' } }],
    ]
    for (const name of parseAuthorization(vector.expected.authorization)?.signedHeaders ?? []) {
      const value = String(request.headers[name])
      changed.push([name, { ...request, headers: { ...request.headers, [name]: flipped(value) } }])
      changed.push([`no ${name}`, { ...request, headers: { ...request.headers, [name]: undefined } }])
    }
    if (coversBody(vector))
      changed.push(['body', { ...request, body: Buffer.concat([request.body, Buffer.from('7')]) }])
    expect(changed.filter(([, each]) => isGenuine(vector, each)).map(([what]) => what)).toEqual([])
  },
)

test('a path that the vendor’s Node SDK escapes twice is accepted as well', () => {
  const quirks = vectors.filter((vector) =>
    ['path-space', 'path-braces-quote', 'path-already-escaped'].includes(vector.name),
  )
  expect(quirks.map((vector) => isGenuine(vector, arrival(vector)))).toEqual([true, true, true])
})

test('a signature that does not cover the date is refused', () => {
  const [vector] = portable
  if (vector === undefined) throw new Error('There are no vectors.')
  const given = parseAuthorization(vector.expected.authorization)
  const signedHeaders = given?.signedHeaders.filter((name) => name !== 'x-sdk-date') ?? []
  const withoutDate = { accessKey: vector.ak, signature: given?.signature ?? '', signedHeaders }
  expect(verifySignature(arrival(vector), withoutDate, vector.sk).isGenuine).toBe(false)
})

test('another algorithm is recognised as not ours', () => {
  expect(parseAuthorization('V11-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=00')).toBeUndefined()
})
