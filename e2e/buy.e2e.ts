import { fillPurchase } from './buy.ts'
import { expect, test } from './fixtures.ts'

test('an admin asks, a reviewer signs, support watches, and the cloud gets exactly one purchase and one payment', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(120_000)
  const name = `farm-${Date.now().toString(36)}`
  const admin = await signInAs('admin')
  await fillPurchase(admin, name)
  await admin.getByLabel('Why is it needed?').fill('Load test of the new app')
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const address = new URL(admin.url()).pathname
  await expect(admin.getByText('Waiting for approval').first()).toBeVisible()

  const support = await signInAs('support')
  await support.goto(address)
  await expect(support.getByText('Waiting for approval').first()).toBeVisible()

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(address)
  const sent = (await cloud.purchases()).filter((row) => row.body?.includes(name))
  expect(sent).toEqual([])
  await reviewer.getByRole('button', { name: /^Approve CNY/ }).click()
  await reviewer
    .getByRole('dialog')
    .or(reviewer.getByRole('alertdialog'))
    .getByRole('button', { name: /Approve/ })
    .click()

  // Nobody reloads: every browser is told.
  for (const page of [reviewer, support, admin])
    await expect(page.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })

  const purchases = (await cloud.purchases()).filter((row) => row.body?.includes(name))
  expect(purchases).toHaveLength(1)
  const [purchase] = purchases
  const payments = (await cloud.payments()).filter((row) => row.body?.includes(purchase?.order_id ?? 'no order'))
  expect(payments.map((row) => row.outcome)).toEqual(['accepted'])

  await support.getByRole('tab', { name: 'Exact bytes' }).click()
  await expect(support.getByRole('tabpanel', { name: 'Exact bytes' }).locator('code')).toHaveText(
    purchase?.body ?? 'no purchase',
    { useInnerText: false },
  )
})
