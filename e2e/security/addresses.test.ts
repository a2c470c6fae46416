import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addAccount } from '#lib/accounts/add.ts'
import { AddAccount } from '#lib/accounts/new-account.ts'
import { beginCompanySignIn } from '#lib/auth/company-provider.ts'
import { endpointFor } from '#lib/cloud/endpoints.ts'
import { createSockets, type Wire } from '#lib/cloud/exchange.ts'
import { guarded, type SystemLookup } from '#lib/cloud/public-address.ts'
import { createTransport } from '#lib/cloud/transport.ts'
import type { Context } from '#lib/context.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import { toFailure } from '#lib/failure.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { isSafeAddress, isSafeOrigin } from '#lib/safe-address.ts'
import { textsIn } from '#lib/testing/texts-in.ts'
import { addressForms } from './address-forms.ts'

// No text that somebody may enter or answer leads a call of the console to another host (A8).

/** What must stay closed: it counts who comes. */
type Door = { port: number; visitors: () => number; close: () => void }
const doors: Door[] = []
async function openDoor(answer: http.RequestListener = (_, response) => response.end()): Promise<Door> {
  const server = http.createServer(answer)
  let visitors = 0
  server.on('connection', () => (visitors += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port of a TCP server is a number')
  const close = () => void server.close(() => undefined)
  const door = { port: address.port, visitors: () => visitors, close: () => (server.closeAllConnections(), close()) }
  doors.push(door)
  return door
}

let database: TestDatabase
/** Whoever comes here was led astray. */
let closed: Door
/** The one address that the settings allow. */
let allowed: Door
beforeAll(async () => {
  database = await createTestDatabase()
  ;[closed, allowed] = await Promise.all([openDoor(), openDoor((_, response) => response.writeHead(401).end('{}'))])
  const { publicKey } = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: 'n'.repeat(32),
    COUNTERSIGN_DATA_KEY: Buffer.alloc(32).toString('base64'),
    COUNTERSIGN_WORKER_PUBLIC_KEY: JSON.stringify(await exportJWK(publicKey)),
    COUNTERSIGN_ENDPOINT_OVERRIDES: allowedUrl(),
  })
})
afterAll(async () => {
  for (const door of doors) door.close()
  await database.drop()
})

const allowedUrl = () => `http://127.0.0.1:${allowed.port}`
const forms = () => addressForms(closed.port, allowedUrl())

const typed = {
  name: 'Elsewhere',
  site: 'china',
  region: 'cn-north-4',
  projectId: '0'.repeat(32),
  read: { accessKey: 'READKEY000000', secretKey: 's'.repeat(40) },
  spend: { accessKey: 'SPENDKEY00000', secretKey: 's'.repeat(40) },
}

async function asOwner(): Promise<Context> {
  const account = await createAccount(database.db)
  return contextFor(database.db, await createPerson(database.db, { account, roles: ['owner'] }))
}

/** What the form shows at `field`, as the action makes it of what was thrown. */
async function refusalOf(ctx: Context, field: string, input: object): Promise<string | undefined> {
  const add = async () => addAccount(ctx, AddAccount.parse(input))
  const thrown: unknown = await add().catch((error: unknown) => error)
  const { code, fields } = toFailure(thrown, { entry: 'account.add', traceId: 't' })
  expect([input, code]).toEqual([input, 'invalid'])
  return fields?.[field]
}

describe('an owner who adds an account', () => {
  test('reaches the address that the settings allow', async () => {
    const before = allowed.visitors()
    expect(
      await refusalOf(await asOwner(), 'read.accessKey', { ...typed, endpointOverride: allowedUrl() }),
    ).toBeDefined()
    expect(allowed.visitors()).toBe(before + 1)
  })

  test.each(['endpointOverride', 'region', 'site', 'projectId'])(
    'reaches nothing by what is put into the field %s',
    async (field) => {
      const before = [closed.visitors(), allowed.visitors()]
      const ctx = await asOwner()
      for (const form of forms()) {
        const message = await refusalOf(ctx, field, { ...typed, [field]: form })
        const [words] = textsIn('en', [message ?? ''])
        // In words that say what to do, and not as a key that nobody has put into words.
        expect([form, words === message ? message : 'in words']).toEqual([form, 'in words'])
      }
      expect([closed.visitors(), allowed.visitors()]).toEqual(before)
    },
  )
})

test('an address that came into the database by another way is not asked', async () => {
  for (const form of forms()) {
    // A database keeps no NUL; none and an empty one are the vendor's own address.
    if (form === '' || form.includes('\u0000')) continue
    const { id } = await createAccount(database.db, { endpointOverride: form })
    const reads = await readsFor(database.db, id)
    const thrown: unknown = await reads
      .read({ service: 'cph', method: 'GET', path: '/', api: 'cph.listServers' })
      .catch((error: unknown) => error)
    // Another way to write what is allowed is the same address.
    if (isAllowed(form)) continue
    expect([form, toFailure(thrown, { entry: 't', traceId: 't' }).message]).toEqual([form, 'errors.endpointGone'])
  }
  expect(closed.visitors()).toBe(0)
})

const isAllowed = (form: string) => URL.parse(form)?.href === `${allowedUrl()}/`

describe('the settings', () => {
  test('take a provider or an endpoint over https, or on this machine, and nothing else', () => {
    for (const text of ['https://login.example.com', 'https://login.example.com/realms/x', allowedUrl()])
      expect([text, isSafeAddress(text)]).toEqual([text, true])
    for (const form of forms()) {
      const url = URL.parse(form)
      const isHere = url?.protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
      const isClean = url !== null && url.username === '' && (url.protocol === 'https:' || isHere)
      expect([form, isSafeAddress(form)]).toEqual([form, isClean])
    }
    // One origin, spelt as it is meant.
    const origins = forms().filter((form) => isSafeOrigin(form))
    expect(origins.filter((form) => ![form, `${form}/`].includes(URL.parse(form)?.href ?? ''))).toEqual([])
    expect(origins).toContain(`${allowedUrl()}/`)
    for (const form of ['http://login.example.com', 'http://10.0.0.1', 'file:///etc/passwd', `${allowedUrl()}/x`])
      expect([form, isSafeOrigin(form)]).toEqual([form, false])
  })

  test('of a proxy for other programs lead no signed call elsewhere', async () => {
    const proxy = `http://127.0.0.1:${closed.port}`
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) {
      vi.stubEnv(name, proxy)
      vi.stubEnv(name.toLowerCase(), proxy)
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    const before = [closed.visitors(), allowed.visitors()]
    await cloudAt(allowedUrl())
      .read(question)
      .catch(() => undefined)
    await sendTo(allowedUrl())
    expect([closed.visitors(), allowed.visitors()]).toEqual([before[0], (before[1] ?? 0) + 2])
  })
})

const question = { service: 'cph', method: 'GET', path: '/v1/x', api: 'cph.listServers' } as const
const cloudAt = (url: string, wire?: Wire) =>
  createTransport(
    {
      projectId: 'p',
      domainId: 'd',
      credentials: async () => ({ kind: 'access_key', accessKey: 'AK', secretKey: 'SK' }),
      resolve: () => url,
      clock: { now: () => new Date() },
      attemptsMax: 1,
    },
    wire,
  )
async function sendTo(url: string, wire?: Wire) {
  const cloud = cloudAt(url, wire)
  const call = { ...question, method: 'POST', body: '{}', refusals: new Set<string>(), isAccepted: () => true } as const
  return cloud.sendWrite(await cloud.prepareWrite(call))
}

describe('a resolver that an attacker owns', () => {
  const vendor = new URL(endpointFor({ site: 'china', region: 'cn-north-4' }, 'cph')).hostname
  const publicOne = { address: '203.0.113.5', family: 4 }

  test.each([
    ['127.0.0.1', 4],
    ['10.0.0.1', 4],
    ['169.254.169.254', 4],
    ['100.100.100.200', 4],
    ['::1', 6],
    ['::ffff:127.0.0.1', 6],
    ['64:ff9b::7f00:1', 6],
    ['fd00:ec2::254', 6],
  ])('leads no signed call to %s, alone or beside a public address', async (address, family) => {
    const inner = { address, family }
    for (const found of [[inner], [publicOne, inner]]) {
      const wire = createSockets(guarded(resolverOf(() => found)))
      const url = `https://${vendor}:${closed.port}`
      expect(await sendTo(url, wire)).toMatchObject({ kind: 'not_sent', reason: expect.stringContaining('not public') })
      await expect(cloudAt(url, wire).read(question)).rejects.toMatchObject({ code: 'client.no_answer' })
    }
    expect(closed.visitors()).toBe(0)
  })

  test('is asked once for a connection, which then goes to the very address that was judged', async () => {
    const answers = [[publicOne], [{ address: '127.0.0.1', family: 4 }]]
    const lookup = guarded(resolverOf(() => answers.shift() ?? []))
    const look = () =>
      new Promise((resolve, reject) => {
        lookup(vendor, {}, (error, address) => (error === null ? resolve(address) : reject(error)))
      })
    expect(await look()).toBe(publicOne.address)
    expect(answers).toHaveLength(1)
    await expect(look()).rejects.toThrow('not public')
  })

  const resolverOf =
    (answer: () => LookupAddress[]): SystemLookup =>
    (_host, _options, done) =>
      done(null, answer())
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%d is followed by no call', async (status) => {
    const away = await openDoor((_, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${closed.port}/v1/x` }).end()
    })
    const url = `http://127.0.0.1:${away.port}`
    await expect(cloudAt(url).read(question)).rejects.toMatchObject({ code: `HTTP.${status}` })
    expect(await sendTo(url)).toMatchObject({ kind: 'unknown', httpStatus: status })
    const company = { issuer: url, clientId: 'x', clientSecret: '', redirectUri: 'http://127.0.0.1/' }
    await expect(beginCompanySignIn(company, { next: '/', isAgain: false })).rejects.toThrow(/response/)
    expect([away.visitors() > 0, closed.visitors()]).toEqual([true, 0])
  })
})

test('the door that must stay closed does count who comes', async () => {
  const { port, visitors } = await openDoor()
  const line = net.connect(port, '127.0.0.1')
  await once(line, 'connect')
  line.destroy()
  await expect.poll(visitors).toBe(1)
})
