import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { expect, test } from './fixtures.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search or go to' })
const option = (page: Page, name: RegExp | string) => page.getByRole('listbox').getByRole('option', { name })

/** Opens the search, which comes after the page: tries until it is there. */
async function openBy(page: Page, open: () => Promise<void>): Promise<void> {
  await expect(async () => {
    // Opened late, it would take the second press for a letter.
    if (!(await page.getByRole('combobox').isVisible())) await open()
    await expect(page.getByRole('combobox')).toBeFocused({ timeout: 2000 })
  }).toPass()
}

const openByKey = (page: Page, key: string) => openBy(page, () => page.keyboard.press(key))

test('a part of an id, typed from anywhere, leads to the thing, by keyboard alone', async ({ signInAs }) => {
  const page = await signInAs('support')
  await page.goto('/phone-servers')
  const link = page.getByRole('link', { name: 'arcade', exact: true })
  const id = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
  await openByKey(page, '/')
  await page.keyboard.type(id.slice(3, 15))
  // The order that brought the server is found by the same part of its id, further below.
  await expect(option(page, /arcade/).first()).toContainText('Normal')
  await expectAccessible(page, 'the search with what it found')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'arcade' })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(`/phone-servers/${id}`)

  // What led somewhere is offered again, and can be forgotten.
  await openByKey(page, 'Control+k')
  await expect(option(page, id.slice(3, 15))).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue(id.slice(3, 15))
  await expect(option(page, /arcade/).first()).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await option(page, 'Forget these searches').click()
  await expect(option(page, id.slice(3, 15))).toHaveCount(0)
})

test('Enter that was quicker than the answer opens what is found', async ({ signInAs }) => {
  const page = await signInAs('reviewer')
  await page.goto('/')
  await openByKey(page, '/')
  await page.keyboard.type('DESIGN-01')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'DESIGN-01' })).toBeVisible()
})

test('pages and operations are reached by their words, operations by whoever may ask for them', async ({
  signInAs,
}) => {
  const admin = await signInAs('admin')
  await admin.goto('/')
  await openByKey(admin, '/')
  await admin.keyboard.type('buy ph')
  await expect(option(admin, 'Buy phone servers')).toHaveAttribute('aria-selected', 'true')
  await admin.keyboard.press('Enter')
  await expect(admin).toHaveURL(/\/operations\/buy-phone-servers\/new$/)

  const support = await signInAs('support')
  await support.goto('/')
  await openByKey(support, '/')
  await support.keyboard.type('buy ph')
  await expect(support.getByText('Nothing has “buy ph” in it')).toBeVisible()
  await expectAccessible(support, 'the search that found nothing')
  await support.keyboard.press('Control+a')
  await support.keyboard.type('unpaid ord')
  await expect(option(support, 'Unpaid orders')).toBeVisible()
  await support.keyboard.press('Enter')
  await expect(support).toHaveURL(/\/orders\?status=unpaid$/)
})

test('Escape goes back to where one was, and a slash that is written stays a slash', async ({ signInAs }) => {
  const page = await signInAs('owner')
  await page.goto('/orders')
  const button = page.getByRole('button', { name: 'Search', exact: true })
  await openBy(page, () => button.press('Enter'))
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveCount(0)
  await expect(button).toBeFocused()

  const box = page.getByRole('searchbox')
  await box.focus()
  await page.keyboard.type('a/b')
  await expect(box).toHaveValue('a/b')
  await expect(field(page)).toHaveCount(0)

  // Whoever speaks to the computer turns the single key off; the other one stays.
  await openByKey(page, 'Control+k')
  await page.getByRole('checkbox', { name: 'The / key opens the search' }).uncheck()
  await page.keyboard.press('Escape')
  await button.focus()
  await page.keyboard.press('/')
  await openByKey(page, 'Control+k')
  await page.getByRole('checkbox', { name: 'The / key opens the search' }).check()
})

test('nothing of the search is loaded before the page is there, and a failure says so', async ({
  signInAs,
  browser,
  url,
}) => {
  // A page whose complaints are expected.
  const storageState = await (await signInAs('support')).context().storageState()
  const page = await (await browser.newContext({ baseURL: url, storageState })).newPage()
  const html = await (await page.request.get('/')).text()
  expect(html).not.toContain('Forget these searches')
  await page.goto('/')
  await openByKey(page, '/')
  await expect(option(page, 'Overview')).toBeVisible()
  await page.context().setOffline(true)
  await page.keyboard.type('arcade')
  await expect(page.getByText('The search gave no answer')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await page.context().setOffline(false)
  // It tries again by itself as soon as the network is back, and at once where somebody asks.
  await expect(option(page, /arcade/).first()).toBeVisible({ timeout: 20_000 })
  await page.context().close()
})

for (const [locale, theme, words] of [
  ['en', 'light', 'Search'],
  ['zh-CN', 'dark', '搜索'],
] as const) {
  test(`it fills a small window: ${locale}, ${theme}`, async ({ signInAs, url }) => {
    const page = await signInAs('admin', { viewport: { width: 390, height: 844 } })
    await page.context().addCookies([
      { name: 'countersign-locale', value: locale, url },
      { name: 'countersign-theme', value: theme, url },
    ])
    await page.goto('/')
    await openBy(page, () => page.getByRole('button', { name: words, exact: true }).click())
    const box = await page.getByRole('dialog').boundingBox()
    expect([box?.width, box?.height]).toEqual([390, 844])
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectAccessible(page, 'the search in a small window')
    await page.keyboard.type('arcade')
    await expect(page.getByRole('option', { name: /arcade/ }).first()).toBeVisible()
    await expectAccessible(page, 'what was found in a small window')
    await expectNoSidewaysScroll(page, 'the search')
  })
}
