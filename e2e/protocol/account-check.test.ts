import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { checkAccount } from '#lib/accounts/check.ts'
import { replaceKey } from '#lib/accounts/replace-key.ts'
import { showAccount } from '#lib/accounts/show.ts'
import { sealReadKey } from '#lib/auth/accounts.ts'
import { cloudAccount, membership } from '#lib/db/schema.ts'
import { createAccount, createPerson } from '#lib/db/testing/people.ts'
import { dataKey } from '../console-settings.ts'
import { bare, stageOwnedAccounts } from './owned-accounts.ts'

const stage = stageOwnedAccounts()

describe('a check', () => {
  test('is green where the key may all, names the right where it may not, and says what cannot be done', async () => {
    const accountId = await stage.own.added(stage.owner)
    const { lines } = await checkAccount(await stage.asOwner(), { accountId })
    expect(lines.filter(({ state }) => state === 'failed')).toEqual([])
    expect(lines.find(({ key }) => key === 'readiness.agency')).toMatchObject({ state: 'ok' })
    const before = await showAccount(await stage.asOwner(), { accountId })
    expect(before.operations.filter(({ state }) => state !== 'ready')).toEqual([])
    expect(before.checks.read?.lines).toEqual(lines)

    await replaceKey(await stage.asOwner(), {
      accountId,
      which: 'read',
      key: bare(stage.own.keyOf('no-billing', 'cn-east-3')),
    })
    const again = await checkAccount(await stage.asOwner(), { accountId })
    expect(again.lines.find(({ key }) => key === 'orders')).toMatchObject({
      state: 'failed',
      rights: ['bss:order:view'],
      code: 'CBC.0151',
    })
    const after = await showAccount(await stage.asOwner(), { accountId })
    for (const verdict of after.operations)
      expect(verdict).toMatchObject({ state: 'blocked', because: ['accounts.mayNot.orders'] })
    expect(after.check).toMatchObject({ failed: 1 })
  })

  test('asks a key that is refused one question and no more', async () => {
    const accountId = await stage.own.added(stage.owner)
    const match = { path: '^/v3/auth/projects$' }
    await stage.own.world.cloud.control('faults', { match, fault: 'bad-signature', times: 1 })
    const { lines } = await checkAccount(await stage.asOwner(), { accountId })
    expect(lines).toMatchObject([{ key: 'signature', state: 'failed', code: 'APIGW.0301' }])
    const { operations } = await showAccount(await stage.asOwner(), { accountId })
    expect(operations.every(({ state }) => state === 'blocked')).toBe(true)
  })

  test('misses the agency where there is none', async () => {
    const key = stage.own.keyOf('no-agency', 'cn-east-3')
    const bareAccount = await createAccount(stage.own.world.db, {
      region: 'cn-east-3',
      projectId: key.projectId,
      domainId: key.domainId,
      endpointOverride: stage.own.world.cloud.url,
    })
    await stage.own.world.db
      .update(cloudAccount)
      .set(sealReadKey(key, bareAccount.id, dataKey))
      .where(eq(cloudAccount.id, bareAccount.id))
    await stage.own.world.db
      .insert(membership)
      .values({ personId: stage.owner.id, accountId: bareAccount.id, role: 'owner' })
    const { lines } = await checkAccount(await stage.asOwner(), { accountId: bareAccount.id })
    expect(lines.find((line) => line.key === 'readiness.agency')).toMatchObject({ state: 'failed', blocks: ['cph'] })
    // And Workspace was never opened there.
    expect(lines.find((line) => line.key === 'desktops')).toMatchObject({ words: 'accounts.notOpened' })
  })

  test('is for owners and admins', async () => {
    const support = await createPerson(stage.own.world.db, {
      roles: ['support'],
      account: { id: stage.own.world.accountId },
    })
    const refused = checkAccount(await stage.own.asPerson(support), { accountId: stage.own.world.accountId })
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  })
})
