import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { toFailure } from '#lib/failure.ts'
import { type Certificate, makeAuthority } from '#lib/testing/certificates.ts'
import { classifyWrite } from './answer.ts'
import type { WriteCall } from './call.ts'
import type { Cloud } from './cloud.ts'
import { clientError } from './errors.ts'
import { isUnproven } from './exchange.ts'
import { createTransport } from './transport.ts'

// Whoever cannot prove to be the cloud gets nothing: neither the signed call nor the question nor the password.

const trusted = makeAuthority('Trusted')
const stranger = makeAuthority('Stranger')
const usual = tls.getCACertificates('default')
beforeAll(() => tls.setDefaultCACertificates([...usual, trusted.cert]))
afterAll(() => tls.setDefaultCACertificates(usual))

const closers: (() => void)[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of closers.splice(0)) close()
})

/** What answers at the cloud's address, and every byte that it was trusted with. */
async function serve(certificate: Certificate, more: tls.TlsOptions = {}) {
  const received: Buffer[] = []
  const server = tls.createServer({ ...certificate, ...more }, (line) => {
    line.on('error', () => undefined)
    line.on('data', (bytes) => {
      received.push(bytes)
      line.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 18\r\n\r\n{"order_id":"CS1"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port of a TCP server is a number')
  return { url: `https://localhost:${address.port}`, told: () => Buffer.concat(received).toString() }
}

function cloudAt(url: string, kind: 'access_key' | 'password' = 'access_key', attemptsMax = 4): Cloud {
  const cloud = createTransport({
    projectId: 'p-1',
    domainId: 'd-1',
    credentials: async () =>
      kind === 'access_key'
        ? { kind, accessKey: 'FAKEAK', secretKey: 'FAKE-sk' }
        : { kind, domainName: 'acme', userName: 'reader', password: 'FAKE-pass' },
    resolve: () => url,
    clock: { now: () => new Date() },
    attemptsMax,
    pause: () => Promise.reject(new Error('A wrong certificate is asked for once')),
  })
  closers.push(() => cloud.close())
  return cloud
}

const purchase: WriteCall = {
  service: 'cph',
  method: 'POST',
  path: '/v2/p-1/cloud-phone/servers',
  body: '{"server_name":"canary"}',
  api: 'cph.purchase',
  refusals: new Set(),
  isAccepted: () => true,
}
const question = { service: 'iam', method: 'GET', path: '/v3/projects', api: 'iam.listProjects' } as const

async function buyAt(url: string) {
  const cloud = cloudAt(url)
  return cloud.sendWrite(await cloud.prepareWrite(purchase))
}

const impostors: [string, string, () => [Certificate, tls.TlsOptions?]][] = [
  [
    'of an authority that nobody knows',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    () => [stranger.issue({ name: 'localhost' })],
  ],
  [
    'of an authority that it brings along',
    'SELF_SIGNED_CERT_IN_CHAIN',
    () => {
      const { cert, key } = stranger.issue({ name: 'localhost' })
      return [{ cert: cert + stranger.cert, key }]
    },
  ],
  ['of another host', 'ERR_TLS_CERT_ALTNAME_INVALID', () => [trusted.issue({ name: 'cph.cn-north-4.example' })]],
  ['of the address in digits', 'ERR_TLS_CERT_ALTNAME_INVALID', () => [trusted.issue({ name: '127.0.0.1' })]],
  ['that ran out', 'CERT_HAS_EXPIRED', () => [trusted.issue({ name: 'localhost', fromDay: -3, untilDay: -2 })]],
  [
    'that does not hold yet',
    'CERT_NOT_YET_VALID',
    () => [trusted.issue({ name: 'localhost', fromDay: 1, untilDay: 2 })],
  ],
]

describe('with a certificate', () => {
  test('that holds, the call arrives', async () => {
    const { url, told } = await serve(trusted.issue({ name: 'localhost' }))
    expect(await buyAt(url)).toMatchObject({ kind: 'accepted' })
    expect(told()).toContain('canary')
    expect(await cloudAt(url).read(question)).toMatchObject({ httpStatus: 200 })
  })

  test.each(impostors)('%s nothing is sent, and it never left', async (_, reason, make) => {
    const { url, told } = await serve(...make())
    const answer = await buyAt(url)
    expect(answer).toEqual({ kind: 'not_sent', reason })
    expect(isUnproven(reason)).toBe(true)
    for (const kind of ['access_key', 'password'] as const)
      await expect(cloudAt(url, kind).read(question)).rejects.toMatchObject({ code: 'client.not_proven' })
    expect(told()).toBe('')
  })

  test('that is refused, no variable of the environment has it taken', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const { url, told } = await serve(stranger.issue({ name: 'localhost' }))
    expect(await buyAt(url)).toMatchObject({ kind: 'not_sent' })
    await expect(cloudAt(url).read(question)).rejects.toMatchObject({ code: 'client.not_proven' })
    expect(told()).toBe('')
  })
})

test('a version of TLS that is broken is not spoken', async () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  const { url, told } = await serve(trusted.issue({ name: 'localhost' }), old)
  expect(await buyAt(url)).toMatchObject({ kind: 'not_sent' })
  await expect(cloudAt(url, 'access_key', 1).read(question)).rejects.toMatchObject({ code: 'client.no_answer' })
  expect(told()).toBe('')
})

test('whoever asked is told that it was not the cloud, and that nothing was sent', () => {
  const error = clientError('iam', 'client.not_proven', 'FAKE')
  expect(toFailure(error, { entry: 'account.check', traceId: 't' })).toMatchObject({
    code: 'cloud_unreachable',
    message: 'errors.cloudNotProven',
  })
  const answer = classifyWrite({ kind: 'not_sent', reason: 'CERT_HAS_EXPIRED' }, purchase, new Date())
  expect(answer).toEqual({ kind: 'not_sent', reason: 'CERT_HAS_EXPIRED' })
})
