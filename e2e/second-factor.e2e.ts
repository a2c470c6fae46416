import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { letOutsiderIn, type Outsider } from './security/outsider.ts'
import { requireDataDir } from './security/outsider-of-a-file.ts'
import { type SecondWeb, startSecondWeb } from './second-web.ts'

// A console as it is run for real: everybody needs a second factor, and it is opened by a name, which passkeys need.

const dataDir = requireDataDir()
test.describe.configure({ timeout: 120_000 })

let web: SecondWeb
let address: string
let someone: Outsider
test.beforeAll(async () => {
  test.setTimeout(90_000)
  web = await startSecondWeb(dataDir, (port) => (address = `http://localhost:${port}`))
  someone = await letOutsiderIn(dataDir)
})
test.afterAll(async () => {
  await someone.leave()
  await web.stop()
})

/** A device of one's own that proves who sits before it without asking anybody. */
async function addAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(someone.email)
  await page.getByLabel('Password', { exact: true }).fill(someone.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const isOn = (path: string) => (to: URL) => to.pathname === path

test('whoever has no second factor sets one up before anything else, and a passkey then signs in and proves who it is', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: address })
  const page = await context.newPage()
  await addAuthenticator(context, page)
  await signIn(page)
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  expect((await page.request.get('/api/overview')).status()).toBe(401)
  await page.goto('/orders')
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()

  await page.getByRole('button', { name: 'Make a passkey' }).click()
  const codes = page.getByRole('listitem').filter({ hasText: /^(?:[a-z0-9]{4}-){3}[a-z0-9]{4}$/ })
  await expect(codes).toHaveCount(10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  // To where one was going.
  await page.waitForURL(isOn('/orders'))

  await page.goto('/settings/me')
  const remove = page.getByRole('button', { name: 'Remove Passkey' })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toHaveAccessibleDescription(/this is the last/)

  await page.getByRole('button', { name: /Signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(isOn('/sign-in'))
  await signIn(page)
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible()
  expect((await page.request.get('/api/overview')).status()).toBe(401)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(isOn('/'))

  // What asks who it is takes the passkey too, and the session goes on under another id.
  await page.goto('/settings/me')
  await someone.client.query(`update session set confirmed_at = now() - interval '1 hour' where person_id = $1`, [
    someone.personId,
  ])
  const [before] = await sessionCookies(context)
  await page.getByRole('button', { name: 'Make new codes' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make new codes' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Confirm that it is you' })
  await asked.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('alertdialog', { name: 'Your recovery codes' })).toBeVisible()
  const [after] = await sessionCookies(context)
  expect(after).toBeDefined()
  expect(after).not.toBe(before)
  await context.close()
})

const sessionCookies = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ name }) => name.endsWith('countersign-session')).map(({ value }) => value)

test('a browser whose device knows no key of this console stays outside', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: address })
  const page = await context.newPage()
  await addAuthenticator(context, page)
  await signIn(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('The passkey was not taken')).toBeVisible()
  expect((await page.request.get('/api/overview')).status()).toBe(401)
  await context.close()
})
