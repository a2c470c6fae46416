import type { Locale } from '#lib/i18n/locale.ts'
import { type LooseTranslator, messageText } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'
import { wrongInputs as wrongPurchases } from '#lib/operations/buy-phone-servers/fixtures/wrong-inputs.ts'
import { wrongInputs as wrongSwitches } from '#lib/operations/switch-phone-server/fixtures/wrong-inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { fillModel, openPurchase } from './buy.ts'
import { actionIds, callAction } from './direct.ts'
import { expect, test } from './fixtures.ts'
import { openConsoleDatabase } from './security/outsider.ts'
import { requireDataDir } from './security/outsider-of-a-file.ts'

// Keys come from the server as plain text, so the translator is asked for any of them.
const loose = (locale: Locale) => translatorFor(locale, undefined as never) as unknown as LooseTranslator

for (const { operation, wrongInputs, sent } of [
  { operation: 'buy-phone-servers', wrongInputs: wrongPurchases, sent: /\/cloud-phone\/servers$/ },
  { operation: 'switch-phone-server', wrongInputs: wrongSwitches, sent: /\/change$/ },
])
  test(`every wrong input of ${operation} posted past the form is refused at its field, with words in both languages`, async ({
    url,
    cloud,
    signInAs,
  }) => {
    const admin = await signInAs('admin')
    const cookie = (await admin.context().cookies(url)).map(({ name, value }) => `${name}=${value}`).join('; ')
    const calls = async () => (await cloud.ledger()).filter(({ path }) => sent.test(path)).length
    const before = await calls()
    const id = actionIds().get('request.submit') ?? ''
    expect(wrongInputs.length).toBeGreaterThanOrEqual(40)
    for (const wrong of wrongInputs) {
      const input = withChanges(wrong.of, wrong.set)
      const answer = await callAction(url, id, { operation, submitKey: crypto.randomUUID(), input }, { cookie })
      const message = 'ok' in answer && !answer.ok ? (answer.error.fields?.[wrong.field] ?? '') : ''
      expect([wrong.name, message.split('|')[0]]).toEqual([wrong.name, wrong.message])
      const words = (['en', 'zh-CN'] as const).map((locale) => messageText(loose(locale), message))
      expect(new Set([...words, message]).size).toBe(3)
    }
    expect(await calls()).toBe(before)
  })

test('a mistake in a step is said at the field, summed up at the top, and nothing typed is lost', async ({
  signInAs,
}) => {
  const page = await signInAs('admin')
  await openPurchase(page)
  await fillModel(page)
  await page.getByLabel('Number of servers').fill('11')
  await page.getByLabel('Name', { exact: true }).fill('a name!')
  await page.getByRole('button', { name: 'Next' }).click()

  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toBeFocused()
  await expect(summary.getByRole('link')).toHaveCount(3)
  await expect(page).toHaveTitle(/^Error: /)
  await summary.getByRole('link', { name: /Name/ }).click()
  const name = page.getByLabel('Name', { exact: true })
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription(/letters, digits/i)
  await expect(name).toHaveValue('a name!')
  await expect(page.getByLabel('Number of servers')).toHaveValue('11')
})

test('who asks for prices faster than a person is told when to go on, and loses nothing', async ({
  signInAs,
  browser,
  url,
}) => {
  const database = await openConsoleDatabase(requireDataDir())
  const isTakenFor = (minutes: number) =>
    database.query(
      `insert into person_pace select id, 'price', now() + make_interval(mins => $1) from person where email = 'admin@demo.test'
       on conflict (person_id, what) do update set taken_until = excluded.taken_until`,
      [minutes],
    )
  const signedIn = await signInAs('admin')
  // A browser whose complaint about the refused read is expected.
  const context = await browser.newContext({ baseURL: url, storageState: await signedIn.context().storageState() })
  const page = await context.newPage()
  await openPurchase(page)
  await fillModel(page)
  await isTakenFor(10)
  await page.getByLabel('Number of servers').fill('3')
  const price = page.getByRole('region', { name: 'Price' })
  await expect(price.getByText(/very many prices .* go on in \d+ s/)).toBeVisible()
  await isTakenFor(0)
  await price.getByRole('button', { name: 'Try again' }).click()
  await expect(price).toContainText('CNY')
  await expect(page.getByLabel('Number of servers')).toHaveValue('3')
  await context.close()
  await database.end()
})

test('a draft comes back after the browser was closed', async ({ signInAs }) => {
  const first = await signInAs('admin')
  await openPurchase(first)
  await fillModel(first)
  await first.getByLabel('Name', { exact: true }).fill('kept-farm')
  const kept = async () => (await first.request.get('/api/drafts/buy-phone-servers')).text()
  await expect.poll(kept).toContain('kept-farm')
  await first.context().close()

  const second = await signInAs('admin')
  await second.goto('/operations/buy-phone-servers/new')
  await expect(second.getByText(/Restored your draft of/)).toBeVisible()
  await second.getByRole('button', { name: /Image and count/ }).click()
  await expect(second.getByLabel('Name', { exact: true })).toHaveValue('kept-farm')
})
