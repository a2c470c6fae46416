import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { addAccount } from '#lib/accounts/add.ts'
import { checkAccount } from '#lib/accounts/check.ts'
import { listAccountRows } from '#lib/accounts/list.ts'
import type { AddAccount } from '#lib/accounts/new-account.ts'
import { pauseAccount } from '#lib/accounts/pause.ts'
import { replaceKey } from '#lib/accounts/replace-key.ts'
import { retireAccount } from '#lib/accounts/retire.ts'
import { showAccount } from '#lib/accounts/show.ts'
import { openReadCredentials } from '#lib/auth/accounts.ts'
import { resumeAccount } from '#lib/auth/resume-account.ts'
import { spendKey } from '#lib/db/account-schema.ts'
import { cloudAccount, membership } from '#lib/db/schema.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { bare, stageOwnedAccounts } from './owned-accounts.ts'

const stage = stageOwnedAccounts()

describe('an account that is added', () => {
  test('runs at once, belongs to its adder, and its spending key opens for the worker alone', async () => {
    const accountId = await stage.own.added(stage.owner)
    const [account] = (await listAccountRows(await stage.asOwner())).accounts.filter(({ id }) => id === accountId)
    expect(account).toMatchObject({
      state: 'active',
      manageDenial: null,
      readKey: { tail: stage.own.typed().read.accessKey.slice(-4) },
      spendKey: { tail: stage.own.typed().spend.accessKey.slice(-4), isOutdated: false },
      check: null,
    })
    const roles = await stage.own.world.db
      .select({ role: membership.role })
      .from(membership)
      .where(and(eq(membership.accountId, accountId), eq(membership.personId, stage.owner.id)))
    expect(roles).toEqual([{ role: 'owner' }])
    const spends = await stage.own.world.deps.spends(accountId)
    expect((await spends.read({ service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 't' })).httpStatus).toBe(
      200,
    )
    await expect(stage.own.web.select({ sealed: spendKey.secretSealed }).from(spendKey)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') },
    })
  })

  test('leaves its secrets in no row, the audit included, and says whose keys came', async () => {
    const accountId = await stage.own.added(stage.owner)
    const tables = ['cloud_account', 'spend_key', 'audit', 'account_check']
    for (const table of tables) {
      const { rows } = await stage.own.world.db.$client.query(`select * from ${table}`)
      for (const secret of [stage.own.typed().read.secretKey, stage.own.typed().spend.secretKey])
        expect(JSON.stringify(rows)).not.toContain(secret)
    }
    const tail = stage.own.typed().spend.accessKey.slice(-4)
    expect(await stage.own.eventsOf(accountId)).toMatchObject([{ event: 'account.add', detail: { spendKey: tail } }])
  })

  test('is refused to whoever owns none, and twice', async () => {
    const admin = await stage.own.asPerson(stage.own.world.admin)
    await expect(addAccount(admin, stage.own.typed())).rejects.toMatchObject({
      code: 'forbidden',
      message: 'denied.needsOwner',
    })
    await stage.own.added(stage.owner)
    await expect(addAccount(await stage.asOwner(), stage.own.typed())).rejects.toMatchObject({
      code: 'conflict',
      fields: { projectId: 'errors.projectThere' },
    })
  })
})

describe('what is wrong is told at its field, and nothing is kept', () => {
  const east = () => stage.own.keyOf('read', 'cn-east-3')
  const cases: [string, () => Partial<AddAccount>, Record<string, unknown>][] = [
    [
      'an access key that the cloud does not know',
      () => ({ read: { ...bare(east()), accessKey: 'UNKNOWNKEY0000000000' } }),
      { 'read.accessKey': 'errors.accessKeyUnknown' },
    ],
    [
      'a secret of another key',
      () => ({ spend: { ...stage.own.typed().spend, secretKey: 'x'.repeat(40) } }),
      { 'spend.secretKey': 'errors.secretKeyWrong' },
    ],
    [
      'a project of another account',
      () => ({ projectId: stage.own.keyOf('poor', 'cn-east-3').projectId }),
      { projectId: expect.stringMatching(/^errors[.]projectNotOfKey[|].*"region":"cn-east-3"/) },
    ],
    [
      'a project of another region',
      () => ({ projectId: stage.own.keyOf('read', 'cn-north-4').projectId, region: 'cn-east-3' }),
      { region: expect.stringMatching(/^errors[.]projectElsewhere[|].*cn-north-4/) },
    ],
    ['a region of another site', () => ({ site: 'europe' }), { region: 'errors.regionNotOfSite' }],
    [
      'a spending key of another account',
      () => ({ spend: bare(stage.own.keyOf('poor', 'cn-east-3')) }),
      { projectId: expect.stringContaining('errors.projectNotOfKey') },
    ],
    ['one key for both', () => ({ spend: stage.own.typed().read }), { 'spend.accessKey': 'errors.sameKeyTwice' }],
    [
      'an address that the environment does not allow',
      () => ({ endpointOverride: 'http://127.0.0.1:1' }),
      { endpointOverride: 'errors.endpointNotAllowed' },
    ],
  ]
  test.each(cases)('%s', async (_, changes, fields) => {
    const before = await stage.own.world.db.$count(cloudAccount)
    await expect(addAccount(await stage.asOwner(), stage.own.typed(changes()))).rejects.toMatchObject({
      code: 'invalid',
      fields,
    })
    expect(await stage.own.world.db.$count(cloudAccount)).toBe(before)
  })
})

describe('a key that is replaced', () => {
  test('stays until the cloud takes the new one, which then signs the next call', async () => {
    const accountId = await stage.own.added(stage.owner)
    const reads = await readsFor(stage.own.world.db, accountId)
    const ask = () => reads.read({ service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 't' })
    const wrong = { ...stage.own.typed().read, secretKey: 'y'.repeat(40) }
    await expect(replaceKey(await stage.asOwner(), { accountId, which: 'read', key: wrong })).rejects.toMatchObject({
      fields: { 'key.secretKey': 'errors.secretKeyWrong' },
    })
    expect((await openReadCredentials(stage.own.world.db, accountId)).key).toEqual(stage.own.typed().read)
    await ask()

    const next = bare(stage.own.keyOf('no-billing', 'cn-east-3'))
    await replaceKey(await stage.asOwner(), { accountId, which: 'read', key: next })
    expect((await openReadCredentials(stage.own.world.db, accountId)).key).toEqual(next)
    await ask()
    expect((await stage.own.eventsOf(accountId)).at(-1)).toMatchObject({
      event: 'account.replaceReadKey',
      detail: { before: { key: stage.own.typed().read.accessKey.slice(-4) }, after: { key: next.accessKey.slice(-4) } },
    })
  })

  test('is never the other key of the account', async () => {
    const accountId = await stage.own.added(stage.owner)
    const owns = await stage.asOwner()
    for (const [which, key] of [
      ['read', stage.own.typed().spend],
      ['spend', stage.own.typed().read],
    ] as const)
      await expect(replaceKey(owns, { accountId, which, key })).rejects.toMatchObject({
        fields: { 'key.accessKey': 'errors.sameKeyTwice' },
      })
  })

  test('that spends opens for the worker at once', async () => {
    const accountId = await stage.own.added(stage.owner)
    const next = bare(stage.own.keyOf('no-billing', 'cn-east-3'))
    await replaceKey(await stage.asOwner(), { accountId, which: 'spend', key: next })
    const spends = await stage.own.world.deps.spends(accountId)
    expect((await spends.read({ service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 't' })).httpStatus).toBe(
      200,
    )
    const { checks } = await showAccount(await stage.asOwner(), { accountId })
    // This one may not see orders, which was told while it was entered.
    expect(checks.spend?.lines.find(({ key }) => key === 'orders')).toMatchObject({ state: 'failed', code: 'CBC.0151' })
  })
})

describe('an account', () => {
  test('that is paused is asked nothing until an owner starts it again', async () => {
    const accountId = await stage.own.added(stage.owner)
    await pauseAccount(await stage.asOwner(), { accountId, reason: 'Moving' })
    await expect(readsFor(stage.own.world.db, accountId)).rejects.toMatchObject({ message: 'errors.account.paused' })
    await expect(pauseAccount(await stage.asOwner(), { accountId, reason: 'Twice' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await resumeAccount(await stage.asOwner(), { accountId })
    await readsFor(stage.own.world.db, accountId)
    expect((await stage.own.eventsOf(accountId)).map(({ event }) => event)).toEqual([
      'account.add',
      'account.pause',
      'account.resume',
    ])
  })

  test('is retired by its typed name, loses its keys, keeps its history, and comes back for nobody', async () => {
    const { accountId } = await addAccount(await stage.asOwner(), stage.own.typed({ name: 'Going' }))
    await expect(retireAccount(await stage.asOwner(), { accountId, name: 'Gone' })).rejects.toMatchObject({
      fields: { name: 'errors.typedOtherName' },
    })
    await retireAccount(await stage.asOwner(), { accountId, name: 'Going' })
    expect(await stage.own.world.db.$count(spendKey, eq(spendKey.accountId, accountId))).toBe(0)
    const [row] = await stage.own.world.db.select().from(cloudAccount).where(eq(cloudAccount.id, accountId))
    expect(row).toMatchObject({ state: 'retired', readSecretSealed: '' })
    expect((await stage.own.eventsOf(accountId)).at(-1)?.event).toBe('account.retire')
    const owns = await stage.asOwner()
    const key = stage.own.typed().read
    for (const attempt of [
      () => resumeAccount(owns, { accountId }),
      () => replaceKey(owns, { accountId, which: 'read', key }),
      () => pauseAccount(owns, { accountId, reason: 'x' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'conflict' })
    await expect(checkAccount(owns, { accountId })).rejects.toMatchObject({ message: 'errors.account.retired' })
    expect(await showAccount(owns, { accountId })).toMatchObject({ readKey: null, spendKey: null })
  })

  test('is not retired while a request of it is open', async () => {
    await stage.own.world.approved()
    const [account] = await stage.own.world.db
      .select()
      .from(cloudAccount)
      .where(eq(cloudAccount.id, stage.own.world.accountId))
    const retiring = retireAccount(await stage.asOwner(), {
      accountId: stage.own.world.accountId,
      name: account?.name ?? '',
    })
    await expect(retiring).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('errors.accountHasRequests'),
    })
  })
})
