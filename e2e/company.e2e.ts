import { type CompanyAtHome, openCompanyAtHome } from '#lib/auth/testing/company-at-home.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { letOutsiderIn, type Outsider } from './security/outsider.ts'
import { requireDataDir } from './security/outsider-of-a-file.ts'
import { type SecondWeb, startSecondWeb } from './second-web.ts'

// A console whose people sign in with their company's OpenID provider, and have no password here.

const dataDir = requireDataDir()
test.describe.configure({ timeout: 120_000 })

let web: SecondWeb
let address: string
let company: CompanyAtHome
let someone: Outsider
test.beforeAll(async () => {
  test.setTimeout(90_000)
  company = await openCompanyAtHome(() => address)
  const { issuer, clientId, clientSecret } = company.settings
  web = await startSecondWeb(dataDir, (port) => (address = `http://localhost:${port}`), {
    COUNTERSIGN_OIDC_ISSUER: issuer,
    COUNTERSIGN_OIDC_CLIENT_ID: clientId,
    COUNTERSIGN_OIDC_CLIENT_SECRET: clientSecret,
    COUNTERSIGN_OIDC_NAME: 'Acme',
  })
  someone = await letOutsiderIn(dataDir)
  await someone.client.query('update person set password_hash = null where id = $1', [someone.personId])
  company.visitor = { sub: someone.personId, email: someone.email, email_verified: true }
})
test.afterAll(async () => {
  await someone.leave()
  await web.stop()
  company.close()
})

test('who has to prove who it is does so with the provider in a tab of its own, and what was written is then done', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: address })
  const page = await context.newPage()
  // The provider remembers them from this morning, which lets them in and proves nothing.
  company.loginAt = Math.floor(Date.now() / 1000) - 3600
  await page.goto('/sign-in?next=/settings/people')
  await page.getByRole('link', { name: 'Sign in with Acme' }).click()
  await page.waitForURL(`${address}/settings/people`)

  await page.getByRole('button', { name: 'New group' }).click()
  const making = page.getByRole('alertdialog', { name: 'New group' })
  const name = `Outside ${someone.personId}`
  await making.getByLabel('Name of the group').fill(name)
  await making.getByRole('button', { name: 'New group' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Confirm that it is you' })
  await expectAccessible(page, 'asked to prove it with the provider')

  company.loginAt = Math.floor(Date.now() / 1000)
  const [tab] = await Promise.all([context.waitForEvent('page'), asked.getByRole('link').click()])
  await tab.waitForURL(`${address}/proved`)
  await expectAccessible(tab, '/proved')

  await expect(asked).toBeHidden({ timeout: 15_000 })
  await expect(page.getByRole('dialog', { name })).toBeVisible()
  expect((await someone.client.query('delete from person_group where name = $1', [name])).rowCount).toBe(1)
  await context.close()
})

test('whoever the provider vouches for and nobody invited stays outside, and is told what to do', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: address })
  const page = await context.newPage()
  const { visitor } = company
  company.visitor = { sub: 'stranger', email: 'stranger@outside.test', email_verified: true }
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Sign in with Acme' }).click()
  await expect(page.getByText('Ask an owner to invite you')).toBeVisible()
  expect((await page.request.get('/api/overview')).status()).toBe(401)
  company.visitor = visitor
  await context.close()
})
