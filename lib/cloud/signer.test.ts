import { createHmac } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import vectorFile from './fixtures/signing-vectors.json' with { type: 'json' }
import { hmacSha256 } from './hmac.ts'
import { percentEncode, queryString } from './percent-encoding.ts'
import { canonicalHeaders, canonicalQuery, canonicalUri, sdkDate, sign, splitUrl, stringToSign } from './signer.ts'

type Vector = (typeof vectorFile.vectors)[number]

const portable = vectorFile.vectors.filter((vector) => vector.portable)

function requestOf(vector: Vector) {
  const headers: Record<string, string> = { ...vector.headers }
  if ('unsignedHeaders' in vector) Object.assign(headers, vector.unsignedHeaders)
  return { method: vector.method, url: vector.url, headers, body: vector.body ?? undefined }
}

const instantOf = (date: string): Date => new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))

const signVector = (vector: Vector) =>
  sign(requestOf(vector), { accessKey: vector.ak, secretKey: vector.sk }, instantOf(vector.date))

describe('the vendor SDK and the console sign alike', () => {
  test('all 68 portable vectors are tried', () => expect(portable).toHaveLength(68))

  test.each(portable)('$name', (vector) => {
    const { expected } = vector
    const [, uri, query] = expected.canonicalRequest.split('\n')
    const target = splitUrl(vector.url)
    expect(target.host, 'host').toBe(expected.host)
    expect(canonicalUri(target.path), 'canonical path').toBe(uri)
    expect(canonicalQuery(target.query), 'canonical query').toBe(query)

    const signed = signVector(vector)
    expect(canonicalHeaders(omitAuthorization(signed.headers)).names, 'signed headers').toBe(expected.signedHeaders)
    expect(signed.canonicalRequest, 'canonical request').toBe(expected.canonicalRequest)
    expect(stringToSign(vector.date, expected.canonicalRequest), 'string to sign').toBe(expected.stringToSign)
    expect(hmacSha256(vector.sk, expected.stringToSign), 'signature').toBe(expected.signature)
    expect(signed.signature).toBe(expected.signature)
    expect(signed.headers['authorization'], 'authorization').toBe(expected.authorization)
  })
})

function omitAuthorization({ authorization: _, ...rest }: Record<string, string>): Record<string, string> {
  return rest
}

describe('what is signed is what is sent', () => {
  const key = { accessKey: 'AK', secretKey: 'SK' }
  const at = new Date('2026-01-15T02:30:40.999Z')
  const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{1,2}$/.test(text))

  test('any name put into a path is signed as its own characters, encoded once', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), (names) => {
        const path = names.map((name) => `/${percentEncode(name)}`).join('')
        const expected = names.length === 0 ? '/' : `${path}/`
        expect(canonicalUri(path)).toBe(expected)
        expect(splitUrl(`https://example.test${path}`).path).toBe(path)
        expect(new URL(`https://example.test${path}`).pathname).toBe(path === '' ? '/' : path)
      }),
    )
  })

  test('the signed query holds exactly the pairs sent, whatever their order', () => {
    const pair = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }))
    const byName = fc.uniqueArray(pair, { selector: ([name]) => name, maxLength: 6 })
    fc.assert(
      fc.property(byName, (pairs) => {
        const forwards = queryString(Object.fromEntries(pairs))
        const backwards = queryString(Object.fromEntries(pairs.toReversed()))
        expect(canonicalQuery(backwards)).toBe(canonicalQuery(forwards))
        const decoded = [...new URLSearchParams(canonicalQuery(forwards))]
        expect(decoded).toEqual(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
      }),
    )
  })

  test('a changed body, method, path, query, header or second changes the signature', () => {
    const request = { method: 'POST', url: 'https://a.test/v1/x?y=1', headers: { 'x-project-id': 'p' }, body: '{}' }
    const signatures = [
      sign(request, key, at),
      sign({ ...request, body: '{ }' }, key, at),
      sign({ ...request, method: 'PUT' }, key, at),
      sign({ ...request, url: 'https://a.test/v1/X?y=1' }, key, at),
      sign({ ...request, url: 'https://a.test/v1/x?y=2' }, key, at),
      sign({ ...request, headers: { 'x-project-id': 'q' } }, key, at),
      sign(request, key, new Date(at.getTime() + 1000)),
      sign(request, { ...key, secretKey: 'sk' }, at),
    ].map((signed) => signed.signature)
    expect(new Set(signatures).size).toBe(signatures.length)
  })

  test('a temporary key sends and signs its security token', () => {
    const request = { method: 'GET', url: 'https://a.test/', headers: {}, body: undefined }
    const signed = sign(request, { ...key, securityToken: 'token' }, at)
    expect(signed.headers['x-security-token']).toBe('token')
    expect(signed.headers['authorization']).toContain('SignedHeaders=host;x-sdk-date;x-security-token,')
  })

  test('a caller cannot replace host, date or authorization, nor smuggle a line into a header', () => {
    const headers = { Host: 'evil.test', 'X-Sdk-Date': '19700101T000000Z', Authorization: 'other' }
    const signed = sign({ method: 'GET', url: 'https://A.test:443/', headers, body: undefined }, key, at)
    expect(signed.headers).toMatchObject({ host: 'a.test', 'x-sdk-date': '20260115T023040Z' })
    expect(signed.headers['authorization']).toMatch(/^SDK-HMAC-SHA256 Access=AK, /)
    const broken = { method: 'GET', url: 'https://a.test/', headers: { 'x-a': 'b\r\nx-c: d' }, body: undefined }
    expect(() => sign(broken, key, at)).toThrow(TypeError)
  })

  test.each(['/relative', 'ftp://a.test/', 'https://', 'https://user@a.test/'])('%s is not signed', (url) => {
    expect(() => sign({ method: 'GET', url, headers: {}, body: undefined }, key, at)).toThrow(TypeError)
  })
})

test('the written-out HMAC agrees with Node for every key and text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.string({ maxLength: 150 }), (key, text) => {
      expect(hmacSha256(key, text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
    }),
  )
})

test('the date is written in UTC, to the second', () => {
  expect(sdkDate(new Date('2024-02-29T23:59:59.999Z'))).toBe('20240229T235959Z')
  expect(sdkDate(new Date('1999-12-31T00:00:00Z'))).toBe('19991231T000000Z')
})
