import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** Opens a page whose frame comes alive and nothing else, until it is let: only the scripts that its HTML names arrive. */
async function openAsleep(page: Page, path: string): Promise<() => void> {
  const html = await (await page.request.get(path)).text()
  const awake = Promise.withResolvers<void>()
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    if (!html.includes(new URL(route.request().url()).pathname)) await awake.promise
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'domcontentloaded' })
  await expect(async () => {
    // A press that is answered late is not to be pressed again.
    const collapse = page.getByRole('button', { name: 'Collapse navigation' })
    if (await collapse.isVisible()) await collapse.click({ timeout: 1000 })
    await expect(page.getByRole('button', { name: 'Expand navigation' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  return awake.resolve
}

test('a page can be read before its own part has come', async ({ signInAs }) => {
  const page = await signInAs('support')
  const wake = await openAsleep(page, '/orders')
  await expect(page.getByRole('heading', { level: 1, name: /Orders/ })).toBeVisible()
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  wake()
  await expect(page.locator('[data-waking]')).toHaveCount(0)
})

test('the search opens for a key that was pressed before it was loaded', async ({ signInAs }) => {
  const page = await signInAs('support')
  const wake = await openAsleep(page, '/jobs')
  await page.keyboard.press('/')
  wake()
  await expect(page.getByRole('combobox', { name: 'Search or go to' })).toBeFocused()
})

test('a button that was pressed before the page was awake answers once it is', async ({ signInAs }) => {
  const page = await signInAs('owner')
  const wake = await openAsleep(page, '/')
  await page.getByRole('button', { name: 'Stop purchases' }).click()
  wake()
  await page
    .getByRole('alertdialog', { name: 'Stop all purchases?' })
    .getByRole('button', { name: 'Let them go on' })
    .click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
})

test('a form can be read before it is awake, and goes on once it is when Next was pressed before', async ({
  signInAs,
}) => {
  const page = await signInAs('admin')
  const wake = await openAsleep(page, '/operations/buy-phone-servers/new')
  await expect(page.getByRole('heading', { level: 2, name: 'Account' })).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  wake()
  await expect(page.getByRole('heading', { level: 2, name: 'Server and phones' })).toBeVisible()
})

test('a line that is cut before the page has come leaves what is drawn, and the page wakes when it is back', async ({
  signInAs,
  browser,
  url,
}) => {
  const signedIn = await signInAs('support')
  // A browser whose complaints about the cut connection are expected.
  const context = await browser.newContext({ baseURL: url, storageState: await signedIn.context().storageState() })
  const page = await context.newPage()
  const html = await (await page.request.get('/orders')).text()
  let isCut = true
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const isFirst = html.includes(new URL(route.request().url()).pathname)
    await (isCut && !isFirst ? route.abort('internetdisconnected') : route.continue())
  })
  const refused = page.waitForEvent('requestfailed')
  await page.goto('/orders')
  await refused
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await expect(page.locator('[data-waking]')).toHaveCount(1)
  isCut = false
  await expect(page.locator('[data-waking]')).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await context.close()
})
