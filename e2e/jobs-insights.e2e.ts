import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { expect, test } from './fixtures.ts'

const looks = [
  { locale: 'en', theme: 'light', width: 1280, asTable: 'As a table' },
  { locale: 'zh-CN', theme: 'dark', width: 390, asTable: '以表格显示' },
] as const

test('a picture leads to the list of what it counts, and its figures can be read as a table', async ({ signInAs }) => {
  const page = await signInAs('support')
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: 'Insights' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Insights' })).toBeVisible()
  const spend = page.getByRole('region', { name: /^Spend by service/ }).first()
  await expect(spend).toBeVisible()

  // The same figures for a screen reader from the start, and for everybody who asks.
  await expect(spend.getByRole('table')).toHaveCount(1)
  await spend.getByRole('button', { name: 'As a table' }).press('Enter')
  const months = spend.getByRole('table').getByRole('row')
  await expect(months).toHaveCount(13)
  const paid = (await months.last().getByRole('cell').last().textContent()) ?? ''
  await months.last().getByRole('link').click()
  await expect(page).toHaveURL(/\/orders\?paid=\d{4}-\d\d-01\.\.\d{4}-\d\d-\d\d&type=spent$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' }).locator('..')).toContainText(`Orders${paid}`)

  await page.goto('/insights')
  const orders = page.getByRole('region', { name: 'Orders by state' })
  const completed = orders.getByRole('link', { name: /^Completed/ })
  const count = (await completed.textContent())?.replace('Completed', '') ?? ''
  await completed.press('Enter')
  await expect(page).toHaveURL(/\/orders\?status=completed$/)
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText(count)

  await page.goto('/insights')
  await page.getByRole('link', { name: '30 days' }).click()
  await expect(page).toHaveURL(/\/insights\?span=30d$/)
  await page
    .getByRole('region', { name: 'Approvals waiting, by age' })
    .getByRole('link', { name: /^Over 3 days/ })
    .click()
  await expect(page).toHaveURL(/\/requests\?group=waiting&age=over_3d$/)
})

test('quotas are asked of the cloud of each account', async ({ signInAs }) => {
  const page = await signInAs('owner')
  await page.goto('/insights')
  const quotas = page.getByRole('region', { name: /^Quotas of / }).first()
  await expect(quotas.getByText('Networks (VPC)').first()).toBeVisible()
  await expect(quotas.getByText(/^\d+ of 4$/)).toBeVisible()
})

test('jobs stand on a board whose columns lead to the list, narrowed as the board is', async ({ signInAs }) => {
  const page = await signInAs('support')
  await page.goto('/jobs')
  await page.getByRole('navigation', { name: 'Layout' }).getByRole('link', { name: 'Board' }).click()
  await expect(page).toHaveURL(/\/jobs\?view=board$/)
  const columns = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(columns).toHaveText([/^Running/, /^Waiting for payment/, /^Stuck/, /^Failed/, /^Done/])
  await page.getByRole('navigation', { name: 'Service' }).getByRole('link', { name: 'ECS' }).click()
  await expect(page).toHaveURL(/\/jobs\?.*service=ecs/)
  await expect(page.getByRole('navigation', { name: 'Service' }).getByRole('link', { name: 'ECS' })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await columns.nth(2).getByRole('link').click()
  await expect(page).toHaveURL(/\/jobs\?(?=.*service=ecs)(?=.*state=stuck)/)
})

for (const { locale, theme, width, asTable } of looks) {
  test(`pictures and their tables are accessible: ${locale}, ${theme}, ${width} px`, async ({ signInAs, url }) => {
    test.setTimeout(120_000)
    const page = await signInAs('admin', { viewport: { width, height: 900 } })
    await page.context().addCookies([
      { name: 'countersign-locale', value: locale, url },
      { name: 'countersign-theme', value: theme, url },
    ])
    for (const span of ['', '?span=90d', '?span=30d']) {
      await page.goto(`/insights${span}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page, `insights${span}`)
      await expectNoSidewaysScroll(page, `insights${span}`)
    }
    const toggles = page.getByRole('button', { name: asTable })
    await expect(toggles.first()).toBeVisible()
    for (let left = await toggles.count(); left > 0; left -= 1) await toggles.first().click()
    await expectAccessible(page, 'insights as tables')
    await expectNoSidewaysScroll(page, 'insights as tables')
  })
}
