import { askAndApprove, fillPurchase } from './buy.ts'
import { expect, test } from './fixtures.ts'

// What people see when the cloud misbehaves: always something true, in words, and never a second purchase.

const unique = (word: string) => `${word}-${Date.now().toString(36)}`

test.beforeEach(async ({ cloud }) => {
  test.setTimeout(150_000)
  await cloud.control('faults', undefined, 'DELETE')
  await cloud.control('options', { serverQuota: 100 })
})

test('an answer that was lost is called not known, looked for, found, and never bought again', async ({
  signInAs,
  cloud,
}) => {
  const name = unique('lost')
  await cloud.control('faults', {
    fault: 'reset',
    when: 'after',
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
  })
  // While orders cannot be looked through, nothing is found.
  await cloud.control('faults', {
    fault: 'status-500',
    when: 'before',
    times: null,
    match: { path: 'customer-orders$' },
  })
  const { admin } = await askAndApprove(signInAs, name)
  const main = admin.getByRole('main')
  await expect(main.getByText('Not known').first()).toBeVisible({ timeout: 40_000 })
  await expect(main.getByText(/Do not (ask|order) again/).first()).toBeVisible()
  await expect(main.getByText('Done', { exact: true })).toHaveCount(0)
  await cloud.control('faults', undefined, 'DELETE')
  await expect(main.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  const sent = (await cloud.purchases()).filter((row) => row.body?.includes(name))
  expect(sent).toHaveLength(1)
})

test('a purchase that the cloud turned away for its rate is tried again and made once', async ({ signInAs, cloud }) => {
  const name = unique('slow')
  await cloud.control('faults', {
    fault: 'throttled',
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
  })
  const { admin } = await askAndApprove(signInAs, name)
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 90_000 })
  const accepted = (await cloud.purchases()).filter((row) => row.body?.includes(name) && row.outcome === 'accepted')
  expect(accepted).toHaveLength(1)
})

test('a purchase that the cloud refuses says why with its code, and nothing is bought', async ({ signInAs, cloud }) => {
  const name = unique('full')
  await cloud.control('options', { serverQuota: 0 })
  const { admin } = await askAndApprove(signInAs, name)
  const main = admin.getByRole('main')
  await expect(main.getByText('Failed', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(main.getByText('CPS.0065').first()).toBeVisible()
  const accepted = (await cloud.purchases()).filter((row) => row.body?.includes(name) && row.outcome === 'accepted')
  expect(accepted).toEqual([])
})

test('while a purchase is not known, an equal one is refused with the reason', async ({ signInAs, cloud }) => {
  const name = unique('equal')
  await cloud.control('faults', {
    fault: 'status-504',
    when: 'before',
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
  })
  const { admin } = await askAndApprove(signInAs, name)
  await expect(admin.getByRole('main').getByText('Not known').first()).toBeVisible({ timeout: 40_000 })
  await fillPurchase(admin, unique('again'))
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(admin.getByRole('alert').filter({ hasText: /not known/i })).toBeVisible()
  expect((await cloud.purchases()).filter((row) => row.body?.includes(name))).toHaveLength(1)
})
