import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { orderElsewhere } from './order-elsewhere.ts'

const row = (page: Page, orderId: string) => page.getByRole('row').filter({ hasText: orderId }).first()
const filters = (page: Page) => page.getByRole('button', { name: 'Add filter' })
/** The rows are seen from end to end, nothing of them beyond the edge of their table. */
const expectWholeRows = (page: Page) =>
  expect
    .poll(() =>
      page
        .getByRole('region')
        .filter({ has: page.getByRole('table') })
        .first()
        .evaluate((region) => region.scrollWidth - region.clientWidth),
    )
    .toBeLessThanOrEqual(1)
const query = (page: Page) => new URL(page.url()).searchParams

test('an order paid behind our back is paid before four who watch, and no row moves under them', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(240_000)
  const pages = []
  for (const role of ['support', 'admin', 'reviewer', 'owner'] as const) {
    const page = await signInAs(role)
    await page.goto('/orders')
    await page.getByRole('row').nth(1).waitFor()
    pages.push(page)
  }
  const [support] = pages
  if (!support) throw new Error('Four pages were opened')
  // Support works on a row when the order comes.
  const selected = support.getByRole('row').nth(3)
  await selected.getByRole('cell').nth(3).click()
  await expect(support.getByRole('heading', { level: 2 }).first()).toBeFocused({ timeout: 20_000 })
  const id = (await selected.getAttribute('data-row-id')) ?? ''
  const place = async () => {
    const box = await support.locator(`tr[data-row-id="${id}"]`).boundingBox()
    return { x: box?.x, y: box?.y, height: box?.height }
  }
  const before = await place()

  const orderId = await orderElsewhere(cloud)
  for (const page of pages)
    await expect(page.getByRole('button', { name: /^\d+ new: show$/ })).toBeVisible({ timeout: 90_000 })
  expect(await place()).toEqual(before)
  expect(await row(support, orderId).count()).toBe(0)
  for (const page of pages) {
    await page.getByRole('button', { name: /^\d+ new: show$/ }).click()
    await expect(row(page, orderId).getByText('Unpaid')).toBeVisible()
  }

  const shown = await place()
  // What changed in a row comes by itself: whoever cannot read the list again sees it as well.
  const owner = pages.at(-1)
  await owner?.route(/\/api\/orders(\?|$)/, () => new Promise(() => undefined))
  await cloud.control(`orders/${orderId}/pay`, {})
  for (const page of pages)
    await expect(row(page, orderId).getByText(/^(Processing|Completed)$/)).toBeVisible({ timeout: 90_000 })
  expect(await place()).toEqual(shown)
  const rowHeights = await support.locator('tbody tr').evaluateAll((rows) => rows.map((each) => each.clientHeight))
  expect(new Set(rowHeights).size).toBe(1)
  await expect(support.locator(`tr[data-row-id="${id}"]`)).toHaveAttribute('aria-current', 'true')
  await owner?.unrouteAll({ behavior: 'ignoreErrors' })
})

test('filters are found, chosen, changed and taken away by keyboard, and stand in the address', async ({
  signInAs,
}) => {
  const page = await signInAs('support')
  await page.goto('/orders')
  await filters(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Filter by…' })).toBeFocused({ timeout: 20_000 })
  await page.keyboard.type('cancel')
  await page.keyboard.press('Enter')
  await expect.poll(() => query(page).get('status')).toBe('cancelled')
  await expect(page.getByRole('list', { name: 'Filters in force' }).getByText('Cancelled')).toBeVisible()
  await expect(filters(page)).toBeFocused()

  // A token opens its own editor: one more value, and one less.
  await page.getByRole('button', { name: /^Status:/ }).press('Enter')
  const box = page.getByRole('combobox', { name: 'Status' })
  await expect(box).toBeFocused()
  await expectAccessible(page, 'editor of a filter')
  await page.keyboard.type('compl')
  await page.keyboard.press('Enter')
  await expect.poll(() => query(page).get('status')).toBe('cancelled,completed')
  await expect(page.getByRole('option', { name: 'Completed' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Status: Cancelled or Completed/ })).toBeFocused()

  // Amounts say what is wrong before they narrow anything.
  await filters(page).press('Enter')
  await page.getByRole('combobox', { name: 'Filter by…' }).fill('amount')
  await page.keyboard.press('Enter')
  await page.getByLabel('At least').fill('ten')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Enter amounts' })).toBeVisible()
  await expectAccessible(page, 'editor of an amount')
  await page.getByLabel('At least').fill('1.50')
  await page.keyboard.press('Enter')
  await expect.poll(() => query(page).get('amount')).toBe('150..')

  await page.reload()
  await expect(page.getByRole('button', { name: /^Amount: from 1.50/ })).toBeVisible()
  await page.getByRole('link', { name: 'Remove Status' }).click()
  await expect.poll(() => query(page).has('status')).toBe(false)
  await page.getByRole('columnheader', { name: 'Amount' }).getByRole('link').click()
  await expect(page.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort', 'descending')
  expect(query(page).get('amount')).toBe('150..')
})

test('a view is kept, found again, shared with colleagues, and thrown away', async ({ signInAs }) => {
  const name = `Dear ones ${Date.now().toString(36)}`
  const admin = await signInAs('admin')
  await admin.goto('/orders?amount=100..&sort=-amount')
  const views = (page: Page) => page.getByRole('button', { name: 'Saved views' })
  await views(admin).click()
  await admin.getByRole('menuitem', { name: 'Save this view…' }).click()
  await expectAccessible(admin, 'dialog that saves a view')
  await admin.getByLabel('Name').fill(name)
  await admin.keyboard.press('Enter')
  await expect(admin.getByRole('button', { name })).toBeVisible()

  await admin.goto('/orders')
  await views(admin).click()
  await admin.getByRole('menuitemradio', { name }).click()
  await expect.poll(() => query(admin).get('sort')).toBe('-amount')
  await admin.getByRole('button', { name }).click()
  await expectAccessible(admin, 'menu of views')
  await admin.getByRole('menuitem', { name: 'Share with colleagues' }).click()
  await expect(admin.getByText('is shared with everybody')).toBeVisible()

  const support = await signInAs('support')
  await support.goto('/orders')
  await views(support).click()
  await support.getByRole('menuitemradio', { name }).click()
  await expect.poll(() => query(support).get('amount')).toBe('100..')

  await admin.reload()
  await admin.getByRole('button', { name }).click()
  await admin.getByRole('menuitem', { name: 'Delete…' }).click()
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Delete view' }).click()
  await expect(views(admin)).toBeVisible()
  await support.reload()
  await views(support).click()
  await expect(support.getByRole('menuitem', { name: 'Save this view…' })).toBeVisible()
  await expect(support.getByRole('menuitemradio', { name })).toHaveCount(0)
})

test('a lost connection is said without moving a row, and so is that it is back', async ({
  signInAs,
  browser,
  url,
}) => {
  test.setTimeout(120_000)
  const signedIn = await signInAs('support')
  // A browser whose complaints about the cut connection are expected.
  const context = await browser.newContext({ baseURL: url, storageState: await signedIn.context().storageState() })
  const page = await context.newPage()
  const stream = page.waitForResponse((response) => response.url().includes('/api/events'))
  await page.goto('/orders')
  const first = page.getByRole('row').nth(1)
  await first.waitFor()
  // Nobody listens before the page is awake, and a stream that opens says that all is well.
  await expect(page.locator('[data-waking]')).toHaveCount(0)
  await stream
  const before = await first.boundingBox()
  const isAway = 'the console cannot be reached'
  await context.setOffline(true)
  await expect(page.getByText(isAway)).toBeVisible({ timeout: 60_000 })
  expect(await first.boundingBox()).toEqual(before)
  await context.setOffline(false)
  await expect(page.getByText('The console answers again.').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(isAway)).toHaveCount(0)
  expect(await first.boundingBox()).toEqual(before)
  await context.close()
})

for (const { name, width, theme, locale } of [
  { name: 'light, English, 1280 px', width: 1280, theme: 'light', locale: 'en' },
  { name: 'dark, 中文, 390 px', width: 390, theme: 'dark', locale: 'zh-CN' },
]) {
  test(`an order beside its list and on its own page is accessible and fits: ${name}`, async ({ signInAs, url }) => {
    const page = await signInAs('reviewer', { viewport: { width, height: 844 } })
    await page.context().addCookies([
      { name: 'countersign-theme', value: theme, url },
      { name: 'countersign-locale', value: locale, url },
    ])
    await page.goto('/orders?status=completed,cancelled&amount=1..')
    await expectWholeRows(page)
    await page.getByRole('row').nth(1).getByRole('cell').nth(3).click()
    await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible({ timeout: 20_000 })
    await expectWholeRows(page)
    await expectAccessible(page, 'order beside the list')
    await expectNoSidewaysScroll(page, 'order beside the list')
    await page.keyboard.press('Escape')
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await page.waitForURL(/\/orders\/[^?]+$/)
    for (const summary of await page.locator('summary').all()) await summary.click()
    await expectAccessible(page, 'page of an order')
    await expectNoSidewaysScroll(page, 'page of an order')
  })
}
