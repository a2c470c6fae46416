import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { PretendCloud } from './cloud.ts'

/** Opens the form for a desktop from the menu of its row. */
async function openFromRow(admin: Page, desktop: string, entry: string): Promise<void> {
  await admin.goto(`/desktops?q=${desktop}`)
  await admin
    .getByRole('button', { name: new RegExp(desktop) })
    .first()
    .click()
  await admin.getByRole('menuitem', { name: entry }).click()
  await admin.waitForURL(/\/operations\/change-desktop\/new/)
  await expect(admin.getByRole('heading', { name: desktop })).toBeVisible({ timeout: 20_000 })
}

const next = (admin: Page) => admin.getByRole('button', { name: /^(Next|Continue|Review)/ }).click()

/** Asks for approval; a second person reads `warning`, where there is one, and approves; then the request is followed to its end. */
async function askAndApprove(admin: Page, reviewer: Page, warning?: RegExp): Promise<void> {
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  await reviewer.goto(new URL(admin.url()).pathname)
  if (warning) await expect(reviewer.getByText(warning).first()).toBeVisible()
  await reviewer
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click()
  await reviewer
    .getByRole('dialog')
    .or(reviewer.getByRole('alertdialog'))
    .getByRole('button', { name: /Approve/ })
    .click()
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
}

/** The bodies that reached the cloud on paths with that end, with what became of them. */
const sent = async (cloud: PretendCloud, end: string | RegExp) =>
  (await cloud.ledger())
    .filter(({ path }) => (typeof end === 'string' ? path.endsWith(end) : end.test(path)))
    .map(({ body, outcome }) => ({ outcome, body: JSON.parse(body ?? '') as unknown }))

test.beforeEach(() => test.setTimeout(120_000))

test('a yearly/monthly desktop gets a new size by an order over the difference', async ({ signInAs, cloud }) => {
  const [admin, reviewer] = await Promise.all([signInAs('admin'), signInAs('reviewer')])
  await openFromRow(admin, 'DESIGN-01', 'Change the size')
  await expect(admin.getByText('Yearly/monthly: an order over the difference')).toBeVisible()
  await admin.getByRole('combobox', { name: 'Product' }).click()
  await expect(admin.getByRole('option', { name: /2xlarge2.*Sold out/ })).toBeVisible()
  await admin.getByRole('option', { name: /ultimate\.xlarge2/ }).click()
  await expect(admin.getByText('is paid in addition').first()).toBeVisible()
  await next(admin)
  await expect(admin.getByText('2 → 4', { exact: true })).toBeVisible()
  await askAndApprove(admin, reviewer)
  expect(await sent(cloud, '/change/order')).toContainEqual({
    outcome: 'accepted',
    body: {
      type: 'resizeDesktops',
      resize_product_id: 'workspace.x86.ultimate.xlarge2',
      extend_param: { is_auto_pay: 'false' },
    },
  })
})

test('a desktop that is paid as it is used gets a new size at once, without an order', async ({ signInAs, cloud }) => {
  const [admin, reviewer] = await Promise.all([signInAs('admin'), signInAs('reviewer')])
  await openFromRow(admin, 'TRIAL-04', 'Change the size')
  await expect(admin.getByText('changed at once, no order')).toBeVisible()
  await admin.getByRole('combobox', { name: 'Product' }).click()
  await admin.getByRole('option', { name: /ultimate\.large2/ }).click()
  await expect(admin.getByText('an hour of use').first()).toBeVisible()
  await next(admin)
  await askAndApprove(admin, reviewer)
  const [call, ...others] = await sent(cloud, '/desktops/resize')
  expect(others).toEqual([])
  expect(call).toMatchObject({ outcome: 'accepted', body: { product_id: 'workspace.x86.ultimate.large2' } })
})

test('a disk grows, and only grows', async ({ signInAs, cloud }) => {
  const [admin, reviewer] = await Promise.all([signInAs('admin'), signInAs('reviewer')])
  await openFromRow(admin, 'DESIGN-02', 'Expand a disk')
  await admin.getByRole('radio', { name: /Data disk · SAS/ }).check()
  await admin.getByRole('textbox', { name: 'New size' }).fill('150')
  await next(admin)
  await expect(admin.getByText('Enter more than 200 GB: a disk only grows').first()).toBeVisible()
  await admin.getByRole('textbox', { name: 'New size' }).fill('250')
  await expect(admin.getByText('is paid in addition').first()).toBeVisible()
  await next(admin)
  await expect(admin.getByText('200 → 250 GB')).toBeVisible()
  await askAndApprove(admin, reviewer)
  expect(await sent(cloud, '/change/order')).toContainEqual({
    outcome: 'accepted',
    body: expect.objectContaining({ type: 'expandVolumes', expand_new_size: 250 }),
  })
})

test('a desktop that is paid as it is used goes to a term', async ({ signInAs, cloud }) => {
  const [admin, reviewer] = await Promise.all([signInAs('admin'), signInAs('reviewer')])
  await openFromRow(admin, 'TRIAL-01', 'Change to yearly/monthly')
  await admin.getByRole('textbox', { name: 'How long' }).fill('3')
  await next(admin)
  await expect(admin.getByText('3 months', { exact: true }).first()).toBeVisible()
  await askAndApprove(admin, reviewer)
  expect(await sent(cloud, '/change/order')).toContainEqual({
    outcome: 'accepted',
    body: expect.objectContaining({ type: 'meteredToPeriod', is_subscribe: true, period_type: 2, period_num: 3 }),
  })
})

test('a host loses desktops only with the tick and its typed name', async ({ signInAs, cloud }) => {
  const [admin, reviewer] = await Promise.all([signInAs('admin'), signInAs('reviewer')])
  await openFromRow(admin, 'WDH-01-LITE-01', 'Change the number of desktops on the host')
  await admin.getByRole('textbox', { name: 'Desktops on the host' }).fill('3')
  await expect(admin.getByText('1 desktop is deleted')).toBeVisible()
  await next(admin)
  await expect(admin.getByText('Type the name of the host: wdh-01').first()).toBeVisible()
  await admin.getByRole('checkbox', { name: /1 desktop goes/ }).check()
  await admin.getByRole('textbox', { name: 'Name of the host' }).fill('wdh-01')
  await next(admin)
  await expect(admin.getByText('is paid back').filter({ visible: true }).first()).toBeVisible()
  await askAndApprove(admin, reviewer, /1 desktop of the host wdh-01 will be deleted/)
  expect(await sent(cloud, '/change/order')).toContainEqual({
    outcome: 'accepted',
    body: expect.objectContaining({ type: 'resizeExclusiveLites', new_quantity: 3 }),
  })
})
