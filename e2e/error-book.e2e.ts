import { expectAccessible } from './accessible.ts'
import { askAndApprove } from './buy.ts'
import { expect, test } from './fixtures.ts'

const looks = [
  {
    locale: 'en',
    book: 'Error book',
    searchBox: 'Code or words',
    typed: 'quota servers',
    found: 'The quota of phone servers is used up.',
    unknown: 'The book does not have this code',
  },
  {
    locale: 'zh-CN',
    book: '错误手册',
    searchBox: '错误码或关键词',
    typed: '配额 云手机',
    found: '云手机服务器配额已用完。',
    unknown: '手册中没有此码',
  },
] as const

for (const { locale, book, searchBox, typed, found, unknown } of looks) {
  test(`the book is found in the navigation, searched, and read code by code: ${locale}`, async ({ signInAs, url }) => {
    test.setTimeout(120_000)
    const page = await signInAs('support')
    await page.context().addCookies([{ name: 'countersign-locale', value: locale, url }])
    await page.goto('/')
    await page.getByRole('navigation').getByRole('link', { name: book }).click()
    await expect(page.getByRole('heading', { level: 1, name: book })).toBeVisible()
    await expectAccessible(page, 'the book')

    await page.getByLabel(searchBox).fill(typed)
    await page.getByLabel(searchBox).press('Enter')
    await expect(page).toHaveURL(/[?&]q=/)
    const row = page.getByRole('row').filter({ hasText: found })
    await expect(row).toHaveCount(1)
    await expectAccessible(page, 'the book, searched')
    await row.getByRole('link', { name: 'CPS.0065' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'CPS.0065' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 2, name: found })).toBeVisible()
    await expectAccessible(page, 'a code')

    expect((await page.goto('/errors/XYZ.0001'))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: 'XYZ.0001' })).toBeVisible()
    await expect(page.getByRole('main').getByText(unknown)).toBeVisible()
    await expectAccessible(page, 'an unknown code')
    await page.goto('/errors?q=nothing-has-this-in-it')
    await expect(page.getByRole('main').getByRole('row')).toHaveCount(1)
    await expectAccessible(page, 'nothing found')
  })
}

test('an address with a code leads to it, however it is written', async ({ signInAs }) => {
  const page = await signInAs('reviewer')
  for (const address of ['/errors?code=ecs.0605', '/errors/Ecs.0605']) {
    await page.goto(address)
    await expect(page.getByRole('main').getByText('The server is locked, often because an order')).toBeVisible()
  }
})

test('a code on a refused request explains itself, and the whole case is copied for the vendor', async ({
  signInAs,
  cloud,
  url,
}) => {
  test.setTimeout(150_000)
  const name = `book-${Date.now().toString(36)}`
  await cloud.control('options', { serverQuota: 0 })
  const { reviewer, path } = await askAndApprove(signInAs, name)
  await expect(reviewer.getByRole('main').getByText('Failed', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await cloud.control('options', { serverQuota: 500 })

  const support = await signInAs('support', { permissions: ['clipboard-read', 'clipboard-write'] })
  await support.goto(path)
  const explain = support.getByRole('button', { name: 'What CPS.0065 means' }).first()
  await explain.press('Enter')
  const panel = support.getByRole('group', { name: 'CPS.0065' }).first()
  await expect(panel.getByText('The quota of phone servers is used up.')).toBeVisible()
  await expect(panel.getByText('An administrator of the cloud account, at the vendor’s')).toBeVisible()
  await expectAccessible(support, 'an explained code')
  await support.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(explain).toBeFocused()

  await support.getByRole('button', { name: 'Copy for support' }).click()
  await expectAccessible(support, 'the copy menu')
  await support.getByRole('menuitem', { name: 'As JSON' }).click()
  const copied = async () => await support.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain('"codes"')
  const report: { codes: string[]; call: { body: { server_name: string } }; attempts: { cloud_request_id: string }[] } =
    JSON.parse(await copied())
  expect(report.codes).toEqual(['CPS.0065'])
  expect(report.call.body.server_name).toContain(name)
  expect(report.attempts[0]?.cloud_request_id).toMatch(/^[0-9a-f]{32}$/)
  await support.getByRole('button', { name: /Cop/ }).and(support.locator('[aria-haspopup="menu"]')).first().click()
  await support.getByRole('menuitem', { name: 'As text' }).click()
  await expect.poll(copied).toContain('codes: CPS.0065')

  await explain.click()
  await panel.getByRole('link', { name: 'Open in the error book' }).click()
  await expect(support).toHaveURL(`${url}/errors/CPS.0065`)
})
