import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAccount } from '#lib/accounts/add.ts'
import { checkAccount } from '#lib/accounts/check.ts'
import { listAccountRows } from '#lib/accounts/list.ts'
import type { AddAccount } from '#lib/accounts/new-account.ts'
import { pauseAccount } from '#lib/accounts/pause.ts'
import { replaceKey } from '#lib/accounts/replace-key.ts'
import { retireAccount } from '#lib/accounts/retire.ts'
import { showAccount } from '#lib/accounts/show.ts'
import { openReadCredentials, sealReadKey } from '#lib/auth/accounts.ts'
import { resumeAccount } from '#lib/auth/resume-account.ts'
import type { Context } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { spendKey } from '#lib/db/account-schema.ts'
import { audit, cloudAccount, membership } from '#lib/db/schema.ts'
import { contextFor, createAccount, createPerson, type TestPerson } from '#lib/db/testing/people.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import type { Credential } from '../cloud.ts'
import { dataKey } from '../console-settings.ts'
import { createWorld, type World } from './world.ts'

let world: World
/** As the web process is: in its own role. */
let web: Database
let credentials: Credential[]
let owner: TestPerson

beforeAll(async () => {
  world = await createWorld()
  web = openDatabase(world.url, { part: 'web', max: 2 })
  credentials = await world.cloud.credentials()
}, 60_000)
afterAll(async () => {
  await web.$client.end()
  await world.close()
})
beforeEach(async () => {
  owner = await createPerson(world.db, { roles: ['owner'], account: { id: world.accountId }, name: 'Olga Owner' })
})

const asPerson = async (person: TestPerson): Promise<Context> => ({ ...(await contextFor(world.db, person)), db: web })
const asOwner = () => asPerson(owner)

function keyOf(kind: string, region: string) {
  const row = credentials.find((each) => each.kind === kind && each.region === region)
  if (!row) throw new Error(`The pretend cloud has no key ${kind} in ${region}`)
  return { accessKey: row.ak, secretKey: row.sk, projectId: row.project_id, domainId: row.domain_id }
}
const bare = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }) => ({ accessKey, secretKey })

let made = 0
/** What an owner types to add the demo account's project in Shanghai. */
const typed = (changes: Partial<AddAccount> = {}): AddAccount => ({
  name: `Shanghai ${(made += 1)}`,
  site: 'china',
  region: 'cn-east-3',
  projectId: keyOf('spend', 'cn-east-3').projectId,
  endpointOverride: world.cloud.url,
  read: bare(keyOf('read', 'cn-east-3')),
  spend: bare(keyOf('spend', 'cn-east-3')),
  ...changes,
})

/** Adds it anew for one test. */
async function added(): Promise<string> {
  const { accountId } = await addAccount(await asOwner(), typed())
  return accountId
}
/** Takes it away past the console, so that the next test can add it. */
async function forget(accountId: string): Promise<void> {
  await world.db.delete(spendKey).where(eq(spendKey.accountId, accountId))
  await world.db
    .update(cloudAccount)
    .set({ projectId: crypto.randomUUID().replaceAll('-', '') })
    .where(eq(cloudAccount.id, accountId))
}

const eventsOf = async (accountId: string) =>
  await world.db.select({ event: audit.event, detail: audit.detail }).from(audit).where(eq(audit.accountId, accountId))

describe('an account that is added', () => {
  test('runs at once, belongs to its adder, and its spending key opens for the worker alone', async () => {
    const accountId = await added()
    const [account] = (await listAccountRows(await asOwner())).accounts.filter(({ id }) => id === accountId)
    expect(account).toMatchObject({
      state: 'active',
      manageDenial: null,
      readKey: { tail: typed().read.accessKey.slice(-4) },
      spendKey: { tail: typed().spend.accessKey.slice(-4), isOutdated: false },
      check: null,
    })
    const roles = await world.db
      .select({ role: membership.role })
      .from(membership)
      .where(and(eq(membership.accountId, accountId), eq(membership.personId, owner.id)))
    expect(roles).toEqual([{ role: 'owner' }])
    const spends = await world.deps.spends(accountId)
    expect((await spends.read({ service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 't' })).httpStatus).toBe(
      200,
    )
    await expect(web.select({ sealed: spendKey.secretSealed }).from(spendKey)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') },
    })
    await forget(accountId)
  })

  test('leaves its secrets in no row, the audit included, and says whose keys came', async () => {
    const accountId = await added()
    const tables = ['cloud_account', 'spend_key', 'audit', 'account_check']
    for (const table of tables) {
      const { rows } = await world.db.$client.query(`select * from ${table}`)
      for (const secret of [typed().read.secretKey, typed().spend.secretKey])
        expect(JSON.stringify(rows)).not.toContain(secret)
    }
    const tail = typed().spend.accessKey.slice(-4)
    expect(await eventsOf(accountId)).toMatchObject([{ event: 'account.add', detail: { spendKey: tail } }])
    await forget(accountId)
  })

  test('is refused to whoever owns none, and twice', async () => {
    const admin = await asPerson(world.admin)
    await expect(addAccount(admin, typed())).rejects.toMatchObject({ code: 'forbidden', message: 'denied.needsOwner' })
    const accountId = await added()
    await expect(addAccount(await asOwner(), typed())).rejects.toMatchObject({
      code: 'conflict',
      fields: { projectId: 'errors.projectThere' },
    })
    await forget(accountId)
  })
})

describe('what is wrong is told at its field, and nothing is kept', () => {
  const east = () => keyOf('read', 'cn-east-3')
  const cases: [string, () => Partial<AddAccount>, Record<string, unknown>][] = [
    [
      'an access key that the cloud does not know',
      () => ({ read: { ...bare(east()), accessKey: 'UNKNOWNKEY0000000000' } }),
      { 'read.accessKey': 'errors.accessKeyUnknown' },
    ],
    [
      'a secret of another key',
      () => ({ spend: { ...typed().spend, secretKey: 'x'.repeat(40) } }),
      { 'spend.secretKey': 'errors.secretKeyWrong' },
    ],
    [
      'a project of another account',
      () => ({ projectId: keyOf('poor', 'cn-east-3').projectId }),
      { projectId: expect.stringMatching(/^errors[.]projectNotOfKey[|].*"region":"cn-east-3"/) },
    ],
    [
      'a project of another region',
      () => ({ projectId: keyOf('read', 'cn-north-4').projectId, region: 'cn-east-3' }),
      { region: expect.stringMatching(/^errors[.]projectElsewhere[|].*cn-north-4/) },
    ],
    ['a region of another site', () => ({ site: 'europe' }), { region: 'errors.regionNotOfSite' }],
    [
      'a spending key of another account',
      () => ({ spend: bare(keyOf('poor', 'cn-east-3')) }),
      { projectId: expect.stringContaining('errors.projectNotOfKey') },
    ],
    ['one key for both', () => ({ spend: typed().read }), { 'spend.accessKey': 'errors.sameKeyTwice' }],
    [
      'an address that the environment does not allow',
      () => ({ endpointOverride: 'http://127.0.0.1:1' }),
      { endpointOverride: 'errors.endpointNotAllowed' },
    ],
  ]
  test.each(cases)('%s', async (_, changes, fields) => {
    const before = await world.db.$count(cloudAccount)
    await expect(addAccount(await asOwner(), typed(changes()))).rejects.toMatchObject({ code: 'invalid', fields })
    expect(await world.db.$count(cloudAccount)).toBe(before)
  })
})

describe('a key that is replaced', () => {
  test('stays until the cloud takes the new one, which then signs the next call', async () => {
    const accountId = await added()
    const reads = await readsFor(world.db, accountId)
    const ask = () => reads.read({ service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 't' })
    const wrong = { ...typed().read, secretKey: 'y'.repeat(40) }
    await expect(replaceKey(await asOwner(), { accountId, which: 'read', key: wrong })).rejects.toMatchObject({
      fields: { 'key.secretKey': 'errors.secretKeyWrong' },
    })
    expect((await openReadCredentials(world.db, accountId)).key).toEqual(typed().read)
    await ask()

    const next = bare(keyOf('no-billing', 'cn-east-3'))
    await replaceKey(await asOwner(), { accountId, which: 'read', key: next })
    expect((await openReadCredentials(world.db, accountId)).key).toEqual(next)
    await ask()
    expect((await eventsOf(accountId)).at(-1)).toMatchObject({
      event: 'account.replaceReadKey',
      detail: { was: typed().read.accessKey.slice(-4), became: next.accessKey.slice(-4) },
    })
    await forget(accountId)
  })

  test('is never the other key of the account', async () => {
    const accountId = await added()
    const owns = await asOwner()
    for (const [which, key] of [
      ['read', typed().spend],
      ['spend', typed().read],
    ] as const)
      await expect(replaceKey(owns, { accountId, which, key })).rejects.toMatchObject({
        fields: { 'key.accessKey': 'errors.sameKeyTwice' },
      })
    await forget(accountId)
  })

  test('that spends opens for the worker at once', async () => {
    const accountId = await added()
    const next = bare(keyOf('no-billing', 'cn-east-3'))
    await replaceKey(await asOwner(), { accountId, which: 'spend', key: next })
    const spends = await world.deps.spends(accountId)
    expect((await spends.read({ service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 't' })).httpStatus).toBe(
      200,
    )
    const { checks } = await showAccount(await asOwner(), { accountId })
    // This one may not see orders, which was told while it was entered.
    expect(checks.spend?.lines.find(({ key }) => key === 'orders')).toMatchObject({ state: 'failed', code: 'CBC.0151' })
    await forget(accountId)
  })
})

describe('a check', () => {
  test('is green where the key may all, names the right where it may not, and says what cannot be done', async () => {
    const accountId = await added()
    const { lines } = await checkAccount(await asOwner(), { accountId })
    expect(lines.filter(({ state }) => state === 'failed')).toEqual([])
    expect(lines.find(({ key }) => key === 'readiness.agency')).toMatchObject({ state: 'ok' })
    const before = await showAccount(await asOwner(), { accountId })
    expect(before.operations.filter(({ state }) => state !== 'ready')).toEqual([])
    expect(before.checks.read?.lines).toEqual(lines)

    await replaceKey(await asOwner(), { accountId, which: 'read', key: bare(keyOf('no-billing', 'cn-east-3')) })
    const again = await checkAccount(await asOwner(), { accountId })
    expect(again.lines.find(({ key }) => key === 'orders')).toMatchObject({
      state: 'failed',
      rights: ['bss:order:view'],
      code: 'CBC.0151',
    })
    const after = await showAccount(await asOwner(), { accountId })
    for (const verdict of after.operations)
      expect(verdict).toMatchObject({ state: 'blocked', because: ['accounts.mayNot.orders'] })
    expect(after.check).toMatchObject({ failed: 1 })
    await forget(accountId)
  })

  test('asks a key that is refused one question and no more', async () => {
    const accountId = await added()
    const match = { path: '^/v3/auth/projects$' }
    await world.cloud.control('faults', { match, fault: 'bad-signature', times: 1 })
    const { lines } = await checkAccount(await asOwner(), { accountId })
    expect(lines).toMatchObject([{ key: 'signature', state: 'failed', code: 'APIGW.0301' }])
    const { operations } = await showAccount(await asOwner(), { accountId })
    expect(operations.every(({ state }) => state === 'blocked')).toBe(true)
    await forget(accountId)
  })

  test('misses the agency where there is none', async () => {
    const key = keyOf('no-agency', 'cn-east-3')
    const own = await createAccount(world.db, {
      region: 'cn-east-3',
      projectId: key.projectId,
      domainId: key.domainId,
      endpointOverride: world.cloud.url,
    })
    await world.db
      .update(cloudAccount)
      .set(sealReadKey(key, own.id, dataKey))
      .where(eq(cloudAccount.id, own.id))
    await world.db.insert(membership).values({ personId: owner.id, accountId: own.id, role: 'owner' })
    const { lines } = await checkAccount(await asOwner(), { accountId: own.id })
    expect(lines.find((line) => line.key === 'readiness.agency')).toMatchObject({ state: 'failed', blocks: ['cph'] })
    // And Workspace was never opened there.
    expect(lines.find((line) => line.key === 'desktops')).toMatchObject({ words: 'accounts.notOpened' })
  })

  test('is for owners and admins', async () => {
    const support = await createPerson(world.db, { roles: ['support'], account: { id: world.accountId } })
    const refused = checkAccount(await asPerson(support), { accountId: world.accountId })
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('an account', () => {
  test('that is paused is asked nothing until an owner starts it again', async () => {
    const accountId = await added()
    await pauseAccount(await asOwner(), { accountId, reason: 'Moving' })
    await expect(readsFor(world.db, accountId)).rejects.toMatchObject({ message: 'errors.account.paused' })
    await expect(pauseAccount(await asOwner(), { accountId, reason: 'Twice' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await resumeAccount(await asOwner(), { accountId })
    await readsFor(world.db, accountId)
    expect((await eventsOf(accountId)).map(({ event }) => event)).toEqual([
      'account.add',
      'account.pause',
      'account.resume',
    ])
    await forget(accountId)
  })

  test('is retired by its typed name, loses its keys, keeps its history, and comes back for nobody', async () => {
    const { accountId } = await addAccount(await asOwner(), typed({ name: 'Going' }))
    await expect(retireAccount(await asOwner(), { accountId, name: 'Gone' })).rejects.toMatchObject({
      fields: { name: 'errors.typedOtherName' },
    })
    await retireAccount(await asOwner(), { accountId, name: 'Going' })
    expect(await world.db.$count(spendKey, eq(spendKey.accountId, accountId))).toBe(0)
    const [row] = await world.db.select().from(cloudAccount).where(eq(cloudAccount.id, accountId))
    expect(row).toMatchObject({ state: 'retired', readSecretSealed: '' })
    expect((await eventsOf(accountId)).at(-1)?.event).toBe('account.retire')
    const owns = await asOwner()
    const key = typed().read
    for (const attempt of [
      () => resumeAccount(owns, { accountId }),
      () => replaceKey(owns, { accountId, which: 'read', key }),
      () => pauseAccount(owns, { accountId, reason: 'x' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'conflict' })
    await expect(checkAccount(owns, { accountId })).rejects.toMatchObject({ message: 'errors.account.retired' })
    expect(await showAccount(owns, { accountId })).toMatchObject({ readKey: null, spendKey: null })
    await forget(accountId)
  })

  test('is not retired while a request of it is open', async () => {
    await world.approved()
    const [account] = await world.db.select().from(cloudAccount).where(eq(cloudAccount.id, world.accountId))
    const retiring = retireAccount(await asOwner(), { accountId: world.accountId, name: account?.name ?? '' })
    await expect(retiring).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('errors.accountHasRequests'),
    })
  })
})
