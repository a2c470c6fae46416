import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Certificate, makeAuthority } from '#lib/testing/certificates.ts'
import { openDatabase } from './client.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'

// With sslmode=verify-full whoever cannot prove to be the database hears neither the login nor its password.

const trusted = makeAuthority('Trusted')
const stranger = makeAuthority('Stranger')
const usual = tls.getCACertificates('default')
let database: TestDatabase
beforeAll(async () => {
  tls.setDefaultCACertificates([...usual, trusted.cert])
  database = await createTestDatabase()
})
afterAll(async () => {
  tls.setDefaultCACertificates(usual)
  await database.drop()
})
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A door before the database that speaks TLS (or says that it does not), and every byte that it was trusted with. */
async function door(certificate: Certificate | undefined) {
  const received: Buffer[] = []
  const server = net.createServer((line) => {
    line.on('error', () => undefined)
    closers.push(() => line.destroy())
    // The first packet asks for TLS and holds nothing else.
    line.once('readable', () => {
      line.read(8)
      line.write(certificate === undefined ? 'N' : 'S')
      if (certificate === undefined) line.on('data', (bytes) => received.push(bytes))
      else open(line, certificate)
    })
  })
  function open(line: net.Socket, { cert, key }: Certificate): void {
    const secure = new tls.TLSSocket(line, { isServer: true, cert, key })
    const behind = new URL(database.url)
    const onwards = net.connect(Number(behind.port), behind.hostname)
    closers.push(() => onwards.destroy())
    for (const side of [secure, onwards]) side.on('error', () => undefined)
    secure.on('data', (bytes) => received.push(bytes))
    secure.pipe(onwards)
    onwards.pipe(secure)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port of a TCP server is a number')
  const url = new URL(database.url)
  url.host = `localhost:${address.port}`
  url.searchParams.set('sslmode', 'verify-full')
  return { url: url.href, login: url.username, told: () => Buffer.concat(received).toString('latin1') }
}

async function ask(url: string) {
  const db = openDatabase(url, { part: 'web', max: 1 })
  try {
    return (await db.execute(sql`select current_user as who`)).rows
  } finally {
    await db.$client.end()
  }
}

test('a database that proves who it is is used, in the role of the part', async () => {
  const { url, login, told } = await door(trusted.issue({ name: 'localhost' }))
  expect(await ask(url)).toEqual([{ who: 'countersign_web' }])
  expect(told()).toContain(login)
})

describe('nothing is said to a database', () => {
  test.each<[string, string, () => Certificate | undefined]>([
    ['that does not speak TLS', 'does not support SSL', () => undefined],
    ['of an authority that nobody knows', 'unable to verify', () => stranger.issue({ name: 'localhost' })],
    ['of another name', 'does not match certificate', () => trusted.issue({ name: 'db.example.com' })],
    ['whose certificate ran out', 'expired', () => trusted.issue({ name: 'localhost', fromDay: -3, untilDay: -2 })],
  ])('%s', async (_, words, make) => {
    const { url, told } = await door(make())
    await expect(ask(url)).rejects.toMatchObject({ cause: { message: expect.stringContaining(words) } })
    expect(told()).toBe('')
  })
})
