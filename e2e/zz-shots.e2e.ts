import { test } from './fixtures.ts'
import { fillSwitch, openSwitch } from './switch.ts'
const dir = '/tmp/w-switch-shots'
test('shots', async ({ signInAs, url }) => {
  test.setTimeout(550_000)
  const page = await signInAs('admin')
  await openSwitch(page, 'live-farm-0001')
  await fillSwitch(page, 'rs2.plus').catch(() => undefined)
  await page.getByLabel('Size').first().fill('400')
  await page.getByRole('button', { name: /^(Next|Continue)/ }).click()
  await page.getByRole('heading', { level: 2, name: 'What is lost' }).waitFor()
  await page.getByRole('region', { name: /phones of/ }).waitFor()
  const at = async (step: string) => {
    await page.goto(`/operations/switch-phone-server/new?step=${step}`)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await page.waitForTimeout(1500)
  }
  await page.getByRole('button', { name: /^(Next|Continue)/ }).click()
  await page.waitForTimeout(600)
  await page.screenshot({ path: `${dir}/danger-errors-en.png`, fullPage: true })
  await page.getByRole('checkbox', { name: /lost for good/ }).check()
  await page.getByLabel('Name of the server').fill('live-farm-0001')
  await page.waitForTimeout(1500)
  await page.getByRole('button', { name: /^(Next|Continue)/ }).click()
  await page.getByRole('heading', { level: 2, name: /Review/ }).waitFor()
  await page.waitForTimeout(3000)
  for (const [locale, theme, width] of [
    ['en', 'light', 1280],
    ['en', 'dark', 1280],
    ['zh-CN', 'light', 1280],
    ['zh-CN', 'dark', 390],
    ['en', 'light', 390],
  ] as const) {
    await page.context().addCookies([
      { name: 'countersign-locale', value: locale, url },
      { name: 'countersign-theme', value: theme, url },
    ])
    await page.setViewportSize({ width, height: 900 })
    for (const step of ['danger', 'review', 'target', 'account', 'access', 'model']) {
      if (!['danger', 'review'].includes(step) && !(locale === 'en' && theme === 'light')) continue
      await at(step)
      await page.screenshot({ path: `${dir}/${step}-${locale}-${theme}-${width}.png`, fullPage: true })
    }
  }
})
