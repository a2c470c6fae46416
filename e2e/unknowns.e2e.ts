import { expectAccessible } from './accessible.ts'
import { askAndApprove, fillPurchase } from './buy.ts'
import type { PretendCloud } from './cloud.ts'
import { expect, test } from './fixtures.ts'
import { callDirectly } from './protocol/direct-call.ts'

// What people see, and can do, while nobody knows what became of a call. Each purchase is of a size, and so of a price, of its
// own: other tests leave orders and open calls behind.

const unique = (word: string) => `${word}-${Date.now().toString(36)}`

/** The answer to the next purchase is lost, and orders cannot be looked through until the faults are removed. */
async function loseNextAnswer(cloud: PretendCloud): Promise<void> {
  await cloud.control('faults', {
    fault: 'status-504',
    when: 'after',
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
  })
  await cloud.control('faults', {
    fault: 'status-500',
    when: 'before',
    times: null,
    match: { path: 'customer-orders$' },
  })
}

/** Somebody buys the same as `name` in the vendor's own console. */
async function buyElsewhere(cloud: PretendCloud, name: string, other: string): Promise<void> {
  const row = (await cloud.purchases()).find(({ body }) => body?.includes(name))
  const key = (await cloud.credentials()).find(({ kind, project_id: id }) => kind === 'spend' && row?.path.includes(id))
  if (!row?.body || !key) throw new Error(`Nothing was bought as ${name}`)
  const body: unknown = JSON.parse(row.body.replaceAll(new RegExp(`${name}-[a-z2-7]{8}`, 'g'), other))
  const { status } = await callDirectly(cloud, key, { path: row.path, body })
  expect(status).toBe(200)
}

test.beforeEach(async ({ cloud }) => {
  test.setTimeout(300_000)
  await cloud.control('faults', undefined, 'DELETE')
  await cloud.control('options', { serverQuota: 100, listLagSeconds: 0 })
})
test.afterEach(async ({ cloud }) => {
  await cloud.control('options', { listLagSeconds: 0.2 })
})

test('a lost answer is shown as not known with what is checked, blocks an equal purchase, and is found', async ({
  signInAs,
  cloud,
}) => {
  const name = unique('unknown')
  await loseNextAnswer(cloud)
  const { admin, reviewer, path } = await askAndApprove(signInAs, name, 170)
  const main = admin.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Sent, result not known' })).toBeVisible({ timeout: 40_000 })
  await expect(main.getByText('HTTP 504').first()).toBeVisible()
  await expect(main.getByText(new RegExp(`The servers named ${name}-`))).toBeVisible()
  await expect(main.getByText('“Not taken” at the earliest')).toBeVisible()
  await expect(main.getByText(/could not be made/).first()).toBeVisible({ timeout: 20_000 })
  for (const verdict of ['Done', 'Failed', 'Partly done', 'Refused by the cloud', 'Accepted by the cloud'])
    await expect(main.getByText(verdict, { exact: true })).toHaveCount(0)
  await expectAccessible(admin, 'not known')

  await reviewer.goto('/desk')
  const onDesk = reviewer.getByRole('article').filter({ has: reviewer.locator(`a[href="${path}"]`) })
  await expect(onDesk.getByText('Not known', { exact: true })).toBeVisible()
  await expect(onDesk.getByText('At stake')).toBeVisible()
  await expect(reviewer.getByRole('navigation').getByRole('link', { name: /Desk\s*\d/ })).toBeVisible()
  await expectAccessible(reviewer, 'desk')

  await fillPurchase(admin, unique('again'), 170)
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(admin.getByRole('alert').filter({ hasText: /outcome of an equal purchase is not known/ })).toBeVisible()

  await cloud.control('faults', undefined, 'DELETE')
  await expect(onDesk).toHaveCount(0, { timeout: 120_000 })
  await admin.goto(path)
  await expect(main.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  expect((await cloud.purchases()).filter(({ body }) => body?.includes(name))).toHaveLength(1)
})

test('of two orders that could be it a reviewer adopts one, says why, and it is paid once', async ({
  signInAs,
  cloud,
}) => {
  const name = unique('person')
  await loseNextAnswer(cloud)
  const { admin, reviewer, path } = await askAndApprove(signInAs, name, 180)
  await expect(admin.getByRole('heading', { name: 'Sent, result not known' })).toBeVisible({ timeout: 40_000 })
  await buyElsewhere(cloud, name, unique('elsewhere'))
  const ours = (await cloud.purchases()).find(({ body }) => body?.includes(name))?.order_id ?? ''
  await cloud.control('faults', undefined, 'DELETE')

  await reviewer.goto('/desk')
  const onDesk = reviewer.getByRole('article').filter({ has: reviewer.locator(`a[href="${path}"]`) })
  const adopt = onDesk.getByRole('button', { name: `Adopt order ${ours}` })
  // The next look may be a minute away.
  await expect(adopt).toBeVisible({ timeout: 120_000 })
  await expect(onDesk.getByText('Price as approved').first()).toBeVisible()
  await adopt.click()
  const dialog = reviewer.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Adopt this order' }).click()
  await expect(dialog.getByText('Fill this in')).toBeVisible()
  await dialog.getByRole('textbox').fill('The servers of this one bear our name')
  await expectAccessible(reviewer, 'adopt')
  await dialog.getByRole('button', { name: 'Adopt this order' }).click()
  await expect(dialog).toHaveCount(0, { timeout: 20_000 })
  await expect(onDesk).toHaveCount(0, { timeout: 20_000 })

  const main = admin.getByRole('main')
  await expect(main.getByText('The servers of this one bear our name').first()).toBeVisible()
  await expect(main.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  expect((await cloud.payments()).filter(({ body }) => body?.includes(ours))).toHaveLength(1)
})

test('whoever asked for it is told on the desk why they cannot settle it', async ({ signInAs, cloud }) => {
  const name = unique('told')
  await loseNextAnswer(cloud)
  const { admin, path } = await askAndApprove(signInAs, name, 190)
  await expect(admin.getByRole('heading', { name: 'Sent, result not known' })).toBeVisible({ timeout: 40_000 })
  await buyElsewhere(cloud, name, unique('elsewhere'))
  const ours = (await cloud.purchases()).find(({ body }) => body?.includes(name))?.order_id ?? ''
  await cloud.control('faults', undefined, 'DELETE')
  await admin.goto('/desk')
  const onDesk = admin.getByRole('article').filter({ has: admin.locator(`a[href="${path}"]`) })
  const adopt = onDesk.getByRole('button', { name: `Adopt order ${ours}` })
  await expect(adopt).toHaveAttribute('aria-disabled', 'true', { timeout: 120_000 })
  await expect(adopt).toHaveAccessibleDescription(/reviewer/)
})

test('an owner stops all purchases, everybody reads who and why, and an owner resumes them', async ({ signInAs }) => {
  const owner = await signInAs('owner')
  const support = await signInAs('support')
  await support.goto('/orders')
  await owner.goto('/')
  await owner.getByRole('button', { name: 'Stop purchases' }).click()
  const dialog = owner.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Stop purchases' }).click()
  await expect(dialog.getByText('Fill this in')).toBeVisible()
  await dialog.getByRole('textbox').fill('Odd orders since this morning')
  await dialog.getByRole('button', { name: 'Stop purchases' }).click()
  const banner = support.getByRole('status').filter({ hasText: 'Purchases are stopped.' })
  await expect(banner).toContainText('Odd orders since this morning')
  await expect(banner).toContainText('Wang Fang')
  await expect(banner.getByRole('button')).toHaveCount(0)
  await expectAccessible(support, 'banner')
  await owner.getByRole('button', { name: 'Resume purchases' }).click()
  await expect(banner).toHaveCount(0)
})
