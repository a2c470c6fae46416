import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { expect, test } from './fixtures.ts'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const isOpen = (page: Page) => new URL(page.url()).searchParams.has('open')

test('a click on a row opens it beside the list, which stays in use; Back closes it', async ({ signInAs }) => {
  const page = await signInAs('support')
  await page.goto('/phone-servers')
  await row(page, 'arcade').getByText('Normal').click()
  await expect(panel(page, 'arcade').getByRole('heading', { level: 2 })).toBeFocused()
  expect(isOpen(page)).toBe(true)
  await expect(panel(page, 'arcade').getByText('20 of 20 running')).toBeVisible()
  await expect(row(page, 'arcade')).toHaveAttribute('aria-current', 'true')

  // Another row takes its place; one step back closes whichever is open.
  await row(page, 'qa-lab').getByText('Normal').click()
  await expect(panel(page, 'qa-lab')).toBeVisible()
  await expect(panel(page, 'arcade')).toHaveCount(0)
  await page.goBack()
  await expect(panel(page, 'qa-lab')).toHaveCount(0)
  expect(new URL(page.url()).pathname).toBe('/phone-servers')
  await expect(row(page, 'qa-lab')).toBeFocused()
})

test('arrows go through the rows, Enter opens one and Escape goes back to it', async ({ signInAs }) => {
  const page = await signInAs('support')
  for (const list of ['/phone-servers', '/desktops', '/servers']) {
    await page.goto(list)
    await page.getByRole('region', { name: /Phone servers|Desktops|ECS servers/ }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    const first = page.getByRole('row').nth(1)
    await expect(first).toBeFocused()
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { level: 2 })
    await expect(heading).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(heading).toHaveCount(0)
    await expect(first).toBeFocused()
    expect(isOpen(page)).toBe(false)
  }
})

test('what is open can be shared by its address, and its name leads to the full page', async ({ signInAs }) => {
  const page = await signInAs('reviewer')
  await page.goto('/desktops')
  const link = row(page, 'DESIGN-01').getByRole('link', { name: 'DESIGN-01' })
  const href = (await link.getAttribute('href')) ?? ''
  const id = href.split('/').at(-1) ?? ''
  await page.goto(`/desktops?status=running&open=${id}`)
  // The server has drawn it; once the page is alive it takes the focus.
  await expect(panel(page, 'DESIGN-01').getByRole('heading', { level: 2 })).toBeFocused({ timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(panel(page, 'DESIGN-01')).toHaveCount(0)
  expect(new URL(page.url()).search).toBe('?status=running')

  // A real link: it may be opened elsewhere, and by the keyboard.
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click({ modifiers: ['ControlOrMeta'] })])
  await expect(tab).toHaveURL(new RegExp(`/desktops/${id}$`))
  await tab.close()
  await row(page, 'DESIGN-01').focus()
  await page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'DESIGN-01' })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/desktops/${id}$`))
})

test('columns and density are a person’s own, for each list, and are there before the page comes alive', async ({
  signInAs,
}) => {
  const page = await signInAs('owner')
  await page.goto('/phone-servers')
  const heads = () => page.getByRole('columnheader').allTextContents()
  const usual = await heads()
  expect(usual).not.toContain('Zone')
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Zone' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Phone flavor' }).click()
  await page.getByRole('menuitemradio', { name: 'Compact' }).click()
  await expect(page.getByRole('columnheader', { name: 'Zone' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Phone flavor' })).toHaveCount(0)
  const height = async () => Math.round((await row(page, 'arcade').boundingBox())?.height ?? 0)
  expect(await height()).toBe(28)

  // The server draws it so at once: nothing moves.
  const html = await (await page.request.get('/phone-servers')).text()
  expect(html).toContain('data-table compact')
  await page.reload()
  const chosen = await heads()
  expect(chosen).toContain('Zone')
  expect(chosen).not.toContain('Phone flavor')
  await page.goto('/desktops')
  await expect(page.getByRole('main').locator('.data-table.normal').first()).toBeVisible()

  await page.goto('/phone-servers')
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: 'As usual' }).click()
  await expect(page.getByRole('columnheader', { name: 'Zone' })).toHaveCount(0)
  expect(await heads()).toEqual(usual)
  expect(await height()).toBe(36)
})

test('lists are sorted by their heads, and filters stay in force', async ({ signInAs }) => {
  const page = await signInAs('support')
  await page.goto('/desktops?status=running')
  const names = async () => (await page.locator('[data-row-link]').allTextContents()).map((name) => name.toLowerCase())
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click()
  await expect(page).toHaveURL(/status=running.*sort=name|sort=name.*status=running/)
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  const up = await names()
  expect(up).toEqual(up.toSorted())
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click()
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
  expect(await names()).toEqual(up.toReversed())
})

test('an operation starts from the menu of a row, and one that cannot says why', async ({ signInAs, cloud }) => {
  test.setTimeout(120_000)
  const change = 'Change the flavor of a phone server'
  const admin = await signInAs('admin')
  await admin.goto('/phone-servers')
  await admin.getByRole('button', { name: 'Actions for stream-hall' }).click()
  await expect(admin.getByRole('menuitem', { name: change })).toBeFocused({ timeout: 20_000 })
  await expectAccessible(admin, 'menu of a row')
  await admin.keyboard.press('Enter')
  await expect(admin).toHaveURL(/\/operations\/change-phone-flavor\/new\?.*target=a176d8625981453bbafbc0a321d8d6a1/)
  await expect(admin.getByText('stream-hall').first()).toBeVisible()

  await admin.goto('/phone-servers')
  const href = (await row(admin, 'qa-lab').getByRole('link', { name: 'qa-lab' }).getAttribute('href')) ?? ''
  const id = href.split('/').at(-1) ?? ''
  await cloud.control(`servers/${id}`, { status: 2 })
  try {
    // The whole word: "qa-lab" beside "Normal" reads as one that holds it.
    await expect(row(admin, 'qa-lab').getByText('Abnormal', { exact: true })).toBeVisible({ timeout: 60_000 })
    await admin.getByRole('button', { name: 'Actions for qa-lab' }).click()
    const refused = admin.getByRole('menuitem', { name: change })
    await expect(refused).toHaveAttribute('aria-disabled', 'true')
    await expect(refused).toContainText('It is abnormal')
    await admin.keyboard.press('Escape')
    await expect(admin.getByRole('button', { name: 'Actions for qa-lab' })).toBeFocused()
    await row(admin, 'qa-lab').getByText('Abnormal', { exact: true }).click()
    const button = panel(admin, 'qa-lab').getByRole('button', { name: change })
    await expect(button).toHaveAccessibleDescription('It is abnormal')
  } finally {
    await cloud.control(`servers/${id}`, { status: 5 })
  }

  const support = await signInAs('support')
  await support.goto('/phone-servers')
  await support.getByRole('button', { name: 'Actions for stream-hall' }).click()
  const denied = support.getByRole('menuitem', { name: change })
  await expect(denied).toContainText('Only an admin of the account', { timeout: 20_000 })
})

test('a desktop offers each of its changes in its row, and leads to the one that was chosen', async ({ signInAs }) => {
  const admin = await signInAs('admin')
  await admin.goto('/desktops')
  await admin.getByRole('button', { name: 'Actions for UOS-DEV-01' }).click()
  const term = admin.getByRole('menuitem', { name: 'Change to yearly/monthly' })
  await expect(term).toContainText('It is yearly/monthly already', { timeout: 20_000 })
  await admin.getByRole('menuitem', { name: 'Change the size' }).click()
  await expect(admin).toHaveURL(/\/operations\/change-desktop\/new\?.*target=[^&]+&way=resize/)
})

for (const { name, width, theme } of [
  { name: 'light, 1280 px', width: 1280, theme: 'light' },
  { name: 'dark, 390 px', width: 390, theme: 'dark' },
]) {
  test(`what is open beside a list is accessible and fits: ${name}`, async ({ signInAs, url }) => {
    const page = await signInAs('admin', { viewport: { width, height: 844 } })
    await page.context().addCookies([{ name: 'countersign-theme', value: theme, url }])
    for (const list of ['/phone-servers', '/desktops', '/servers']) {
      await page.goto(list)
      await page.getByRole('row').nth(1).getByRole('cell').nth(1).click()
      const heading = page.getByRole('heading', { level: 2 })
      await expect(heading).toBeFocused()
      await expect(page.getByRole('heading', { level: 3, name: 'Facts' })).toBeVisible()
      await expectAccessible(page, `${list} with a row open`)
      await expectNoSidewaysScroll(page, list)
      if (width < 500) {
        // Where there is no room it is a window over the whole list.
        expect((await page.getByRole('dialog').boundingBox())?.width).toBe(width)
      }
      await page.keyboard.press('Escape')
      await expect(heading).toHaveCount(0)
      await expect(page.getByRole('row').nth(1)).toBeFocused()
    }
  })
}
