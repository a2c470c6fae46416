import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { orderElsewhere } from './order-elsewhere.ts'

/** The worker mirrors the orders of the account; the page of one is there as soon as it has. */
async function openOrder(page: Page, orderId: string): Promise<void> {
  // Until the worker has mirrored it there is no such page.
  await expect(async () => expect((await page.request.get(`/orders/${orderId}`)).status()).toBe(200)).toPass({
    timeout: 90_000,
  })
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('heading', { level: 1, name: orderId })).toBeVisible()
}

const next = (page: Page) => page.getByRole('button', { name: /^(Next|Continue)/ }).click()

async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Approve/ }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Approve/ })
    .click()
}

test('an order made elsewhere is paid with a coupon by a request that another person approves', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(240_000)
  const orderId = await orderElsewhere(cloud)
  const admin = await signInAs('admin')
  await openOrder(admin, orderId)
  await admin.getByRole('link', { name: 'Pay an order' }).click()

  await expect(admin.getByText(/^Ordered elsewhere by demo-spend/)).toBeVisible()
  await expect(admin.getByRole('table')).toContainText('physical.kg1.4xlarge.cp')
  await next(admin)
  await expect(admin.getByRole('checkbox', { name: 'Used-up voucher' })).toHaveAttribute('aria-disabled', 'true')
  await admin.getByRole('checkbox', { name: 'Stored value' }).check()
  await admin.getByRole('radio', { name: /Commercial discount/ }).check()
  await expect(admin.getByText('The most that is paid.').filter({ visible: true }).first()).toBeVisible()
  await next(admin)
  await expect(admin.getByText('Nobody here asked for what it brings.', { exact: false })).toBeVisible()
  await admin.getByLabel('Why is it needed?').fill('Ordered by hand before the console was there')
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  await expect(reviewer.getByText(/^Ordered elsewhere by demo-spend/).first()).toBeVisible()
  await reviewer.getByRole('tab', { name: 'Exact bytes' }).click()
  const reviewed = await reviewer.getByRole('tabpanel', { name: 'Exact bytes' }).locator('code').textContent()
  await approve(reviewer)
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 90_000 })
  const pays = (await cloud.payments()).filter(({ body }) => body?.includes(`"${orderId}"`))
  expect(pays.map(({ outcome, body }) => [outcome, body])).toEqual([['accepted', reviewed]])
  await expect(reviewer.getByRole('heading', { level: 3, name: 'Payment' })).toBeVisible()

  await openOrder(admin, orderId)
  await expect(admin.getByText('It is paid and complete').first()).toBeAttached()
})

test('an unpaid order is cancelled by a request of its own', async ({ signInAs, cloud }) => {
  test.setTimeout(180_000)
  const orderId = await orderElsewhere(cloud)
  const admin = await signInAs('admin')
  await openOrder(admin, orderId)
  await admin.getByRole('link', { name: 'Cancel an order' }).click()
  await next(admin)
  await next(admin)
  await expect(admin.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible()
  await admin.getByRole('checkbox', { name: 'I know that this order cannot be brought back' }).check()
  await next(admin)
  await admin.getByLabel('Why is it needed?').fill('Nobody wants it')
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  await approve(reviewer)
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  const [cancelled] = (await cloud.ledger()).filter(
    ({ path, body }) => path.endsWith('/customer-orders/cancel') && body?.includes(orderId),
  )
  expect(cancelled?.outcome).toBe('accepted')
})
