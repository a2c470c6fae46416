import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createPerson, sessionContextFor } from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { listFactors } from './factors.ts'
import { askPasskey, beginPasskey, finishPasskey, passkeysWorkAt } from './passkeys.ts'
import { confirmWithPasskey, provePasskey } from './prove.ts'
import { findSession } from './sessions.ts'

let database: TestDatabase
let web: Database
const url = 'https://console.example.com'

beforeAll(async () => {
  database = await createTestDatabase()
  web = openDatabase(database.url, { part: 'web', max: 2 })
})
afterAll(async () => {
  await web.$client.end()
  await database.drop()
})

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.message : error),
  )

/** A security key in software: makes one credential for `host` and answers for it, as the standard describes. */
function securityKey(origin = url, host = new URL(url).hostname) {
  const id = randomBytes(32)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  let counter = 0
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = (flags: number, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE((counter += 1))
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), count, rest])
  }
  // CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an ES256 key.
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(jwk.x ?? '', 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(jwk.y ?? '', 'base64url'),
  ])
  const name = id.toString('base64url')
  const face = { id: name, rawId: name, type: 'public-key', clientExtensionResults: {} }
  return {
    make(challenge: string) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = authenticatorData(0x41, Buffer.concat([Buffer.alloc(16), length, id, coseKey]))
      const size = Buffer.alloc(2)
      size.writeUInt16BE(data.length)
      // CBOR of {fmt: 'none', attStmt: {}, authData: data}.
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        size,
        data,
      ])
      const clientDataJSON = clientData('webauthn.create', challenge).toString('base64url')
      return { ...face, response: { clientDataJSON, attestationObject: attestation.toString('base64url') } }
    },
    answer(challenge: string) {
      const client = clientData('webauthn.get', challenge)
      const data = authenticatorData(0x01)
      const signature = createSign('sha256')
        .update(Buffer.concat([data, createHash('sha256').update(client).digest()]))
        .sign(privateKey)
      return {
        ...face,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      }
    },
  }
}

async function withPasskey() {
  const someone = await createPerson(database.db)
  const ctx = await sessionContextFor(web, someone, { needs: 'enrolment' })
  const key = securityKey()
  const { challenge } = await beginPasskey(ctx, {}, url)
  const enrolled = await finishPasskey(ctx, { name: 'Key', answer: key.make(challenge) }, url)
  return { someone, key, enrolled }
}

test('a passkey is made once, comes with recovery codes, and opens the session that needed it', async () => {
  const { someone, enrolled } = await withPasskey()
  expect(enrolled.recoveryCodes).toHaveLength(10)
  expect((await findSession(web, enrolled.sessionId ?? ''))?.needs).toBeNull()
  const { factors } = await listFactors(await sessionContextFor(web, someone))
  expect(factors).toMatchObject([{ kind: 'passkey', name: 'Key' }])
})

test('its answer opens the second step once: the same answer again is refused', async () => {
  const { someone, key } = await withPasskey()
  const ctx = await sessionContextFor(web, someone, { needs: 'factor' })
  const { challenge } = await askPasskey(ctx, {}, url)
  const answer = key.answer(challenge)
  const { sessionId } = await provePasskey(ctx, { answer }, url)
  expect((await findSession(web, sessionId))?.needs).toBeNull()
  const again = await sessionContextFor(web, someone, { needs: 'factor' })
  await askPasskey(again, {}, url)
  expect(await refusal(provePasskey(again, { answer }, url))).toBe('errors.passkeyWrong')
})

test('its answer proves once more who it is', async () => {
  const { someone, key } = await withPasskey()
  const ctx = await sessionContextFor(web, someone)
  const { challenge } = await askPasskey(ctx, {}, url)
  expect(await refusal(confirmWithPasskey(ctx, { answer: key.answer(challenge) }, url))).toBe('done')
})

test('an answer that another site drew from it is refused', async () => {
  const { someone } = await withPasskey()
  const ctx = await sessionContextFor(web, someone)
  const stolen = securityKey('https://evil.example')
  const { challenge } = await beginPasskey(ctx, {}, url)
  expect(await refusal(finishPasskey(ctx, { name: 'Key', answer: stolen.make(challenge) }, url))).toBe(
    'errors.passkeyWrong',
  )
})

test('another person’s passkey, and an answer to no question, are refused', async () => {
  const [one, other] = [await withPasskey(), await withPasskey()]
  const ctx = await sessionContextFor(web, one.someone, { needs: 'factor' })
  expect(await refusal(provePasskey(ctx, { answer: one.key.answer('bm8gcXVlc3Rpb24') }, url))).toBe(
    'errors.passkeyWrong',
  )
  const { challenge } = await askPasskey(ctx, {}, url)
  expect(await refusal(provePasskey(ctx, { answer: other.key.answer(challenge) }, url))).toBe('errors.passkeyWrong')
})

test('they need a console with a name', () => {
  expect(passkeysWorkAt('https://console.example.com')).toBe(true)
  expect(passkeysWorkAt('http://localhost:3000')).toBe(true)
  expect(passkeysWorkAt('http://127.0.0.1:3000')).toBe(false)
  expect(passkeysWorkAt('http://[::1]:3000')).toBe(false)
})
