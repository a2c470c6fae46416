import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { fillPurchase } from './buy.ts'
import { expect, test } from './fixtures.ts'

const pages = [
  '/',
  '/phone-servers',
  '/desktops',
  '/servers',
  '/requests',
  '/desk',
  '/orders',
  '/jobs',
  '/jobs?view=board',
  '/insights',
  '/insights?span=30d',
  '/expiring?within=90d',
  '/errors',
  '/errors/CPS.0065',
  '/operations/buy-phone-servers/new',
  '/nowhere',
]

const pagesOfOwners = ['/audit', '/audit?action=session.open', '/audit/1']

/** Of few parts, which the other pages show in every look: two of the looks are enough. */
const settings = ['/desk', '/settings/accounts', '/settings/accounts/new', '/settings/me', '/settings/people']

/** The address of the first thing that a list leads to. */
async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list)
  const links = page.getByRole('main').locator(`a[href^="${list}/"]:not([href="${list}/new"])`)
  return (await links.first().getAttribute('href')) ?? ''
}

const looks = [
  { name: 'light, English, 1280 px', locale: 'en', theme: 'light', width: 1280, withSettings: true },
  { name: 'dark, 中文, 390 px', locale: 'zh-CN', theme: 'dark', width: 390, withSettings: true },
  { name: 'light, 中文, 1920 px', locale: 'zh-CN', theme: 'light', width: 1920, withSettings: false },
  { name: 'dark, English, 390 px', locale: 'en', theme: 'dark', width: 390, withSettings: false },
] as const

for (const { name, locale, theme, width, withSettings } of looks) {
  test(`every page is accessible and fits: ${name}`, async ({ signInAs, url }) => {
    test.setTimeout(300_000)
    const page = await signInAs('admin', { viewport: { width, height: 900 } })
    await page.context().addCookies([
      { name: 'countersign-locale', value: locale, url },
      { name: 'countersign-theme', value: theme, url },
    ])
    for (const path of pages) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page, path)
      await expectNoSidewaysScroll(page, path)
    }
    const owner = await signInAs('owner', { viewport: { width, height: 900 } })
    await owner.context().addCookies([
      { name: 'countersign-locale', value: locale, url },
      { name: 'countersign-theme', value: theme, url },
    ])
    const more = withSettings ? [...settings, await firstOf(owner, '/settings/accounts')] : []
    for (const path of [...pagesOfOwners, ...more]) {
      await owner.goto(path)
      await owner.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(owner, path)
      await expectNoSidewaysScroll(owner, path)
    }
    for (const list of ['/phone-servers', '/desktops', '/servers', '/orders']) {
      const path = await firstOf(page, list)
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page, path)
      await expectNoSidewaysScroll(page, path)
    }
  })
}

test('every step of the wizard, the request page and its dialogs are accessible', async ({ signInAs }) => {
  test.setTimeout(150_000)
  const admin = await signInAs('admin')
  await fillPurchase(admin, `axe-${Date.now().toString(36)}`)
  await expectAccessible(admin, 'review')
  for (const step of [
    'Account',
    'Server and phones',
    'Image and count',
    'Network',
    'Ports and access',
    'Disks',
    'Term and payment',
  ]) {
    await admin
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('button', { name: new RegExp(`^${step}`) })
      .click()
    await expect(admin.getByRole('heading', { level: 2, name: step })).toBeFocused()
    await expectAccessible(admin, step)
  }
  await admin
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: /^Review/ })
    .click()
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  await expectAccessible(admin, 'request as its author')

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  await expectAccessible(reviewer, 'request as a reviewer')
  for (const name of [/^Approve/, 'Reject']) {
    await reviewer.getByRole('button', { name }).click()
    await expect(reviewer.getByRole('alertdialog')).toBeVisible()
    await expectAccessible(reviewer, `dialog ${String(name)}`)
    await reviewer.keyboard.press('Escape')
    await expect(reviewer.getByRole('alertdialog')).toHaveCount(0)
  }
})

test('every dialog of the settings is accessible', async ({ signInAs }) => {
  test.setTimeout(120_000)
  const owner = await signInAs('owner')
  const look = async (path: string, button: string) => {
    await owner.goto(path)
    await owner.getByRole('button', { name: button, exact: true }).first().click()
    await expect(owner.getByRole('alertdialog').or(owner.getByRole('dialog'))).toBeVisible()
    await expectAccessible(owner, `${path}: ${button}`)
  }
  await look('/settings/people', 'Invite')
  await look('/settings/people', 'New group')
  await look('/settings/people', 'Change Mei Lin')
  await look('/settings/me', 'Add a second factor')
  const account = await firstOf(owner, '/settings/accounts')
  await look(account, 'Pause')
  await look(account, 'Retire')
  await look(account, 'Replace spending key')
})

/** Presses Tab until `target` has the focus: a person without a mouse gets there in a few presses, or not at all. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 6; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('a reviewer decides with the keyboard alone', async ({ signInAs }) => {
  test.setTimeout(120_000)
  const admin = await signInAs('admin')
  await fillPurchase(admin, `keys-${Date.now().toString(36)}`)
  await admin.getByRole('button', { name: 'Ask for approval' }).press('Enter')
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  await reviewer.getByRole('button', { name: 'Reject' }).focus()
  await reviewer.keyboard.press('Enter')
  await expect(reviewer.getByRole('alertdialog')).toBeVisible()
  const note = reviewer.getByLabel('Why not?')
  await tabTo(reviewer, note)
  await reviewer.keyboard.type('Too many for this month')
  await tabTo(reviewer, reviewer.getByRole('alertdialog').getByRole('button', { name: 'Reject' }))
  await reviewer.keyboard.press('Enter')
  await expect(reviewer.getByText('Rejected', { exact: true }).first()).toBeVisible()
  await expect(admin.getByText('Too many for this month').first()).toBeVisible()
})
