import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { fillPurchase } from './buy.ts'
import { expect, test } from './fixtures.ts'

test.describe.configure({ timeout: 120_000 })

const password = 'jinbei-kufari-21'
const fresh = (name: string) => ({
  name,
  email: `${name.toLowerCase().replaceAll(' ', '-')}-${Date.now()}@people.test`,
})

async function signIn(page: Page, email: string, with_: string) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(with_)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Invites somebody in one role and returns the link that is shown. */
async function invite(owner: Page, { name, email }: { name: string; email: string }, role: string): Promise<string> {
  await owner.goto('/settings/people')
  await owner.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = owner.getByRole('alertdialog', { name: 'Invite' })
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check()
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const made = owner.getByRole('alertdialog', { name: 'A link to choose a password' })
  const link = (await made.getByText(/\/join#/).textContent()) ?? ''
  await made.getByRole('button', { name: 'I have kept it' }).click()
  return link
}

/** Chooses a password with `link`, in a browser of one's own. */
async function join(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await expect(page).toHaveURL(/\/join$/)
  await expect(page.getByLabel('E-mail address')).toHaveValue(/@people\.test$/)
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Choose this password' }).click()
  await expect(page.getByText('The password is set')).toBeVisible()
}

test('an invited person chooses a password, sets up an app, and signs in with both', async ({
  signInAs,
  browser,
  url,
}) => {
  const someone = fresh('Nora Invited')
  const owner = await signInAs('owner')
  const link = await invite(owner, someone, 'Support')
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  await join(page, link)
  // A link opens once, and says so before a password is chosen.
  await page.goto('/sign-in')
  await page.goto(link)
  await expect(page.getByText('This link opens no more')).toBeVisible()
  await expect(page.getByLabel('New password')).toHaveCount(0)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await signIn(page, someone.email, password)
  await page.waitForURL((to) => to.pathname === '/')

  await page.goto('/settings/me')
  await page.getByRole('button', { name: 'Add a second factor' }).click()
  await page.getByRole('button', { name: 'Set up an app' }).click()
  const secret = (await page.getByRole('button', { name: /^Copy/ }).getAttribute('title')) ?? ''
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  await page.getByLabel('Code the app shows').fill(app.generate())
  await page.getByRole('button', { name: 'Use this app' }).click()
  const codes = page.getByRole('listitem').filter({ hasText: /^(?:[a-z0-9]{4}-){3}[a-z0-9]{4}$/ })
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 recovery codes are left')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const second = await (await browser.newContext({ baseURL: url })).newPage()
  await signIn(second, someone.email, password)
  await expect(second.getByRole('heading', { name: 'Second step' })).toBeVisible()
  await expectAccessible(second, 'second step')
  expect((await second.request.get('/api/overview')).status()).toBe(401)
  await second.getByLabel('Code').fill('000000')
  await second.getByRole('button', { name: 'Continue' }).click()
  await expect(second.getByText('This code is wrong')).toBeVisible()
  await second.getByLabel('Code').fill(recovery)
  await second.getByRole('button', { name: 'Continue' }).click()
  await second.waitForURL((to) => to.pathname === '/')

  // The first browser ends the second one's session: it is dead at once.
  await page.goto('/settings/me')
  await page.getByRole('button', { name: 'End all others' }).click()
  await expect.poll(async () => (await second.request.get('/api/overview')).status()).toBe(401)
  await context.close()
})

test('a role that approves waits for a second owner, and holds once that one confirmed', async ({
  signInAs,
  browser,
  url,
}) => {
  const someone = fresh('Rolf Rising')
  const owner = await signInAs('owner')
  await invite(owner, someone, 'Reviewer')
  const waiting = owner.getByRole('listitem').filter({ hasText: someone.email }).filter({ hasText: 'asked for it' })
  await expect(waiting.getByRole('button', { name: 'Take back' })).toBeVisible()
  expect((await new AxeBuilder({ page: owner }).analyze()).violations).toEqual([])

  const context = await browser.newContext({ baseURL: url })
  const second = await context.newPage()
  await signIn(second, 'owner2@demo.test', 'countersign-demo')
  await second.waitForURL((to) => to.pathname === '/')
  await second.goto('/settings/people')
  const asked = second.getByRole('listitem').filter({ hasText: someone.email }).filter({ hasText: 'asked for it' })
  await asked.getByRole('button', { name: 'Confirm' }).click()
  await expect(asked).toHaveCount(0)
  const row = second.getByRole('listitem').filter({ hasText: someone.email })
  await expect(row).toContainText('Reviewer')
  await context.close()
})

test('a group gives its people a role once a second owner has confirmed it, and takes it with it', async ({
  signInAs,
  browser,
  url,
}) => {
  const someone = fresh('Gina Grouped')
  const name = `Desk ${Date.now()}`
  const owner = await signInAs('owner', { viewport: { width: 390, height: 900 } })
  await invite(owner, someone, 'Support')
  await owner.getByRole('button', { name: 'New group' }).click()
  const making = owner.getByRole('alertdialog', { name: 'New group' })
  await making.getByLabel('Name of the group').fill(name)
  await making.getByRole('button', { name: 'New group' }).click()

  const dialog = owner.getByRole('dialog', { name })
  await dialog.getByLabel('Person').selectOption({ label: `${someone.name} (${someone.email})` })
  await dialog.getByRole('button', { name: 'Let join' }).click()
  await expect(dialog.getByRole('button', { name: `Take out ${someone.name}` })).toBeVisible()
  await dialog
    .getByRole('checkbox', { name: /^Reviewer/ })
    .first()
    .click()
  await expect(dialog.getByText('waits for another owner').first()).toBeVisible()
  await expectAccessible(owner, 'a group')
  await expectNoSidewaysScroll(owner, 'a group')
  await owner.keyboard.press('Escape')
  await expectAccessible(owner, '/settings/people with a group')
  await expectNoSidewaysScroll(owner, '/settings/people with a group')

  const context = await browser.newContext({ baseURL: url })
  const second = await context.newPage()
  await signIn(second, 'owner2@demo.test', 'countersign-demo')
  await second.waitForURL((to) => to.pathname === '/')
  await second.goto('/settings/people')
  const asked = second.getByRole('listitem').filter({ hasText: `for the group ${name}` })
  await asked.getByRole('button', { name: 'Confirm' }).click()
  await expect(asked).toHaveCount(0)
  const row = second.getByRole('listitem').filter({ hasText: someone.email })
  await expect(row).toContainText(`Reviewer through ${name}`)
  await row.getByRole('button', { name: `Change ${someone.name}` }).click()
  await expect(second.getByRole('dialog', { name: someone.name })).toContainText(`has it through ${name}`)
  await second.keyboard.press('Escape')

  await second.getByRole('button', { name: `Change ${name}` }).click()
  await second.getByRole('dialog', { name }).getByRole('button', { name: 'End this group' }).click()
  await second
    .getByRole('alertdialog', { name: `End the group ${name}?` })
    .getByRole('button', { name: 'End this group' })
    .click()
  await expect(row).not.toContainText('Reviewer')
  await context.close()
})

test('a page of an earlier sign-in does nothing, keeps what was typed, and works when pressed again', async ({
  browser,
  url,
}) => {
  const context = await browser.newContext({ baseURL: url })
  const stale = await context.newPage()
  await signIn(stale, 'owner2@demo.test', 'countersign-demo')
  await stale.waitForURL((to) => to.pathname === '/')
  await stale.goto('/settings/people')
  await stale.getByRole('button', { name: 'New group' }).click()
  const dialog = stale.getByRole('alertdialog', { name: 'New group' })
  const name = `Again ${Date.now()}`
  await dialog.getByLabel('Name of the group').fill(name)

  // The same browser, another session: as after a sign-in in another window of it.
  const elsewhere = await browser.newContext({ baseURL: url })
  const other = await elsewhere.newPage()
  await signIn(other, 'owner2@demo.test', 'countersign-demo')
  await other.waitForURL((to) => to.pathname === '/')
  await context.addCookies(await elsewhere.cookies())
  await elsewhere.close()
  await dialog.getByRole('button', { name: 'New group' }).click()
  await expect(dialog.getByText('you have signed in anew since this page was opened')).toBeVisible()
  await expect(dialog.getByLabel('Name of the group')).toHaveValue(name)
  await expect(async () => {
    await dialog.getByRole('button', { name: 'New group' }).click({ timeout: 2000 })
    await expect(stale.getByRole('dialog', { name })).toBeVisible({ timeout: 5000 })
  }).toPass()
  await stale.getByRole('dialog', { name }).getByRole('button', { name: 'End this group' }).click()
  await stale.getByRole('alertdialog').getByRole('button', { name: 'End this group' }).click()
  await expect(stale.getByText('The group has ended')).toBeVisible()
  await context.close()
})

test('an approval asks who it is when the last proof is old, and goes on by itself', async ({ signInAs }) => {
  const admin = await signInAs('admin')
  await fillPurchase(admin, `proof-${Date.now().toString(36)}`)
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  // The first answer is as if ten minutes had passed: what a stranger gets, with the other code.
  let isAsked = false
  await reviewer.route(/\/requests\//, async (route) => {
    if (route.request().method() !== 'POST' || isAsked) return route.fallback()
    isAsked = true
    const headers = { ...route.request().headers(), cookie: '' }
    const answer = await route.fetch({ headers })
    const body = (await answer.text()).replace('"unauthenticated"', '"confirm_first"')
    await route.fulfill({ response: answer, body })
  })
  await reviewer.getByRole('button', { name: /^Approve/ }).click()
  await reviewer
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Approve/ })
    .click()
  const dialog = reviewer.getByRole('alertdialog', { name: 'Confirm that it is you' })
  await expectAccessible(reviewer, 'dialog that asks who it is')
  await dialog.getByLabel('Your password').fill('countersign-demo')
  // The session goes on under another id, and the page listens on with it.
  const listens = reviewer.waitForResponse((answer) => answer.url().includes('/api/events') && answer.status() === 200)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(reviewer.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  await listens
  await expect(reviewer.getByText('Your session has ended')).toHaveCount(0)
})

test('people are managed by owners alone', async ({ signInAs }) => {
  const support = await signInAs('support')
  await expect(support.getByRole('link', { name: 'People', exact: true })).toHaveCount(0)
  await support.goto('/settings/people')
  await expect(support.getByText('Only an owner of this cloud account can do this.')).toBeVisible()
})
