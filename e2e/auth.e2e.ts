import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { type Stack, startStack } from './stack.ts'

let console: Stack

test.beforeAll(async () => {
  test.setTimeout(180_000)
  console = await startStack()
})
test.afterAll(() => console.stop())

const open = (page: Page, path: string) => page.goto(`${console.url}${path}`)

async function signIn(page: Page, email: string, password = 'countersign-demo') {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const isOn = (path: string) => (url: URL) => url.pathname === path

test('a page asks for sign-in and is shown afterwards', async ({ page }) => {
  await open(page, '/requests?state=done')
  await expect(page).toHaveTitle('Sign in · Countersign')
  await signIn(page, 'admin@demo.test')
  await page.waitForURL(isOn('/requests'))
  expect(new URL(page.url()).search).toBe('?state=done')
})

test('one click fills in a person of the demo', async ({ page }) => {
  await open(page, '/sign-in')
  await page.getByRole('button', { name: /reviewer@demo\.test/ }).click()
  await page.keyboard.press('Enter')
  await page.waitForURL(isOn('/'))
})

test('what is missing is said at its field, and the summary leads there', async ({ page }) => {
  await open(page, '/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toBeFocused()
  await summary.getByRole('link', { name: 'Enter your password' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
})

test('a wrong password and an unknown address read the same, and repeated ones lock', async ({ page }) => {
  const words = page.getByText('E-mail address and password do not belong together')
  await open(page, '/sign-in')
  await signIn(page, 'support@demo.test', 'wrong')
  await expect(words).toBeVisible()
  for (let count = 0; count < 5; count += 1) {
    await open(page, '/sign-in')
    await signIn(page, 'nobody@people.test', 'wrong')
    await expect(words).toBeVisible()
  }
  await signIn(page, 'nobody@people.test', 'wrong')
  await expect(page.getByText('Too many attempts with this e-mail address. Wait 15 minutes')).toBeVisible()
})

test('sign-out ends the session for whoever kept the cookie', async ({ page, request }) => {
  await open(page, '/sign-in')
  await signIn(page, 'owner@demo.test')
  await page.waitForURL(isOn('/'))
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const ask = () => request.get(`${console.url}/api/overview`, { headers: { cookie } })
  expect((await ask()).status()).toBe(200)
  await page.getByRole('button', { name: /Signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(isOn('/sign-in'))
  expect((await ask()).status()).toBe(401)
})

test('the session cookie is out of reach of scripts, and tells the browser nothing about the person', async ({
  page,
}) => {
  await open(page, '/sign-in')
  await signIn(page, 'admin@demo.test')
  await page.waitForURL(isOn('/'))
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'countersign-session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const session = await page.request.get(`${console.url}/api/auth/session`)
  expect(Object.keys(await session.json())).toEqual(['expires'])
})

test('sign-in never leads to another site', async ({ page }) => {
  await open(page, '/sign-in?next=https://evil.example/')
  await signIn(page, 'admin@demo.test')
  await page.waitForURL(isOn('/'))
  expect(new URL(page.url()).origin).toBe(console.url)
})

for (const [language, theme, width] of [
  ['en', 'light', 1280],
  ['zh-CN', 'dark', 390],
] as const)
  test(`the sign-in page is accessible in ${language}, ${theme}, ${width} px wide`, async ({ browser }) => {
    const context = await browser.newContext({ locale: language, viewport: { width, height: 800 } })
    await context.addCookies([{ name: 'countersign-theme', value: theme, url: console.url }])
    const page = await context.newPage()
    const noise: string[] = []
    page.on('console', (message) => noise.push(message.text()))
    await open(page, '/sign-in')
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.locator('button[type="submit"]').click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(noise).toEqual([])
    await context.close()
  })
