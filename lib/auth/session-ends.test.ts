import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { SessionContext } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { person } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import {
  contextFor,
  createAccount,
  createPerson,
  sessionContextFor,
  type TestPerson,
  testBrowser,
} from '#lib/db/testing/people.ts'
import { createHub, type Hub, type LiveMessage } from '#lib/live/hub.ts'
import { listen, type Listener } from '#lib/live/listener.ts'
import { livingSessions } from '#lib/live/living-sessions.ts'
import { decideChange } from '#lib/people/decide.ts'
import { clearFactorsOf, disablePerson } from '#lib/people/disable.ts'
import { join, linkFor } from '#lib/people/links.ts'
import { readPeople } from '#lib/people/list.ts'
import { giveRole, takeRole } from '#lib/people/roles.ts'
import { revokeOtherSessions, revokeSession } from './my-sessions.ts'
import { hashPassword } from './passwords.ts'
import { confirmWithProof, proveFactor } from './prove.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import { endSession, findSession, openSession, sessionsMax } from './sessions.ts'
import { signIn } from './sign-in.ts'

// Two web processes on one database: what ends a session at the first ends it at the second, its open pages included, by the
// announcement alone. That the processes are wired so is shown by e2e/replicas.e2e.ts.

/** What a web process has of its own. */
type Replica = { db: Database; hub: Hub; listener: Listener }

let database: TestDatabase
let here: Replica
let there: Replica
let passwordHash: string
const password = 'correct horse battery staple'
const dataKey = randomBytes(32).toString('base64')

beforeAll(async () => {
  database = await createTestDatabase()
  here = await startReplica('here')
  there = await startReplica('there')
  passwordHash = await hashPassword(password)
})
afterAll(async () => {
  for (const { db, listener } of [here, there]) {
    await listener.close()
    await db.$client.end()
  }
  await database.drop()
})

async function startReplica(epoch: string): Promise<Replica> {
  const db = openDatabase(database.url, { part: 'web', max: 3 })
  const hub = createHub({ check: livingSessions(db), epoch })
  const ignore = () => undefined
  const listener = await listen({
    url: database.url,
    onEvent: hub.publish,
    onLost: ignore,
    onGap: ignore,
    onFailure: ignore,
  })
  return { db, hub, listener }
}

function openPage({ hub }: Replica, { session, actor }: SessionContext): string[] {
  const heard: string[] = []
  const receive = ({ kind }: LiveMessage) => heard.push(kind)
  hub.subscribe({
    sessionIdHash: session.sessionIdHash,
    personId: actor.personId,
    address: '',
    accounts: new Set(),
    receive,
  })
  return heard
}
const hears = (heard: string[], kinds: string[]) =>
  vi.waitFor(() => expect(heard).toEqual(kinds), { timeout: 15_000, interval: 20 })

/** Somebody with a session whose page is open at the other process, an owner beside them, and a witness who stays. */
async function stage() {
  const account = await createAccount(database.db)
  const someone = await createPerson(database.db, { account, roles: ['support'], passwordHash })
  const [owner, second] = [
    await createPerson(database.db, { account, roles: ['owner'] }),
    await createPerson(database.db, { account, roles: ['owner'] }),
  ]
  // Whoever decides is signed in: the database looks.
  for (const each of [owner, second]) await openSession(here.db, each.id, testBrowser)
  const ctx = await sessionContextFor(here.db, someone)
  const witness = await sessionContextFor(here.db, await createPerson(database.db))
  return { account, someone, owner, second, ctx, witness, as: (by: TestPerson) => contextFor(here.db, by) }
}
type Stage = Awaited<ReturnType<typeof stage>>

const signInOptions = { userAgent: 'test', address: '', isDemo: false, requiresFactor: false }
const otherBrowser = ({ someone }: Stage) => sessionContextFor(here.db, someone)

const ends: Record<string, (stage: Stage) => Promise<unknown>> = {
  'signs out': ({ ctx }) => endSession(here.db, ctx.session.sessionIdHash),
  'signs in again in the same browser': ({ ctx, someone }) =>
    signIn(here.db, { email: someone.email, password }, { ...signInOptions, earlierSessionId: ctx.sessionId }),
  'leaves the browser to somebody else, who signs in': async ({ ctx, witness }) => {
    const other = await createPerson(database.db, { passwordHash })
    await signIn(here.db, { email: other.email, password }, { ...signInOptions, earlierSessionId: ctx.sessionId })
    expect(await findSession(there.db, witness.sessionId)).toBeDefined()
  },
  'ends it from another browser': async (set) =>
    revokeSession(await otherBrowser(set), { id: set.ctx.session.sessionIdHash }),
  'ends all others from another browser': async (set) => revokeOtherSessions(await otherBrowser(set)),
  'signs in with one browser too many': async ({ someone }) => {
    for (let count = 0; count < sessionsMax; count += 1) await openSession(here.db, someone.id, testBrowser)
  },
  'chooses another password': async ({ as, owner, someone }) => {
    const { token = '' } = await linkFor(await as(owner), { personId: someone.id })
    await join({ db: here.db }, { token, password: 'jinbei-kufari-21' })
  },
  'is let in no longer': async ({ as, owner, someone }) => disablePerson(await as(owner), { personId: someone.id }),
  'loses a role': async ({ as, owner, someone, account }) =>
    takeRole(await as(owner), { personId: someone.id, accountId: account.id, role: 'support' }),
  'is given a role': async ({ as, owner, second, someone, account }) => {
    await giveRole(await as(owner), { personId: someone.id, accountId: account.id, role: 'admin' })
    const { changes } = await readPeople(await as(second))
    const id = changes.find(({ email }) => email === someone.email)?.id ?? ''
    await decideChange(await as(second), { id, decision: 'confirm' })
  },
  'has the second factors forgotten': async ({ as, owner, someone }) =>
    clearFactorsOf(await as(owner), { personId: someone.id }),
}

describe('a session is dead at the other process, and its open page closed, when its person', () => {
  test.for(Object.entries(ends))('%s', async ([, end]) => {
    const set = await stage()
    expect(await findSession(there.db, set.ctx.sessionId)).toBeDefined()
    const [page, bystander] = [openPage(there, set.ctx), openPage(there, set.witness)]
    await end(set)
    expect(await findSession(there.db, set.ctx.sessionId)).toBeUndefined()
    await hears(page, ['ended'])
    expect(await findSession(there.db, set.witness.sessionId)).toBeDefined()
    expect(bystander).toEqual([])
  })

  test('is disabled past the console, at the next look', async () => {
    const { ctx, someone } = await stage()
    const page = openPage(there, ctx)
    await database.db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, someone.id))
    expect(await findSession(there.db, ctx.sessionId)).toBeUndefined()
    await there.hub.checkSessions()
    expect(page).toEqual(['ended'])
  })
})

describe('a session goes on under another id, and the old one is dead at the other process, when its person', () => {
  test('proves once more who it is', async () => {
    const { ctx, someone, witness } = await stage()
    const [page, bystander] = [openPage(there, ctx), openPage(there, witness)]
    const { sessionId } = await confirmWithProof(ctx, { proof: password }, dataKey)
    expect(sessionId).not.toBe(ctx.sessionId)
    expect(await findSession(there.db, ctx.sessionId)).toBeUndefined()
    expect(await findSession(there.db, sessionId)).toMatchObject({ actor: { personId: someone.id }, isConfirmed: true })
    // Not "ended": the page comes back with the new id.
    await hears(page, ['renewed'])
    expect(bystander).toEqual([])
  })

  test('takes the second step', async () => {
    const { someone } = await stage()
    const begun = await sessionContextFor(here.db, someone, { needs: 'factor' })
    const [proof = ''] = await renewRecoveryCodes(here.db, someone.id)
    const { sessionId } = await proveFactor(begun, { proof }, dataKey)
    expect(await findSession(there.db, begun.sessionId)).toBeUndefined()
    expect(await findSession(there.db, sessionId)).toMatchObject({ actor: { personId: someone.id }, needs: null })
  })

  test('not when the proof was wrong', async () => {
    const { ctx } = await stage()
    await expect(confirmWithProof(ctx, { proof: 'a guess' }, dataKey)).rejects.toThrow('errors.passwordWrong')
    expect(await findSession(there.db, ctx.sessionId)).toBeDefined()
  })

  test('not when it ended meanwhile: a proof brings nothing back', async () => {
    const { ctx } = await stage()
    await endSession(here.db, ctx.session.sessionIdHash)
    await expect(confirmWithProof(ctx, { proof: password }, dataKey)).rejects.toThrow('errors.signInFirst')
    expect(await findSession(there.db, ctx.sessionId)).toBeUndefined()
  })
})
