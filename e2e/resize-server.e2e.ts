import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { wrongInputs } from '#lib/operations/resize-server/fixtures/wrong-inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import type { PretendCloud } from './cloud.ts'
import { actionIds, callAction } from './direct.ts'
import { expect, test } from './fixtures.ts'

const next = (page: Page) => page.getByRole('button', { name: /^(Next|Continue)/ }).click()
const onStep = (page: Page, title: string | RegExp) =>
  expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused()

/** From the list of servers to the first step of the form, as a person goes. */
async function openFor(page: Page, name: string): Promise<void> {
  await page.goto(`/servers?q=${name}`)
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  await page.getByRole('link', { name: 'Resize a server' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Server' })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('main').getByText(name).first()).toBeVisible()
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ target }) => target).join(' ')}`)).toEqual(
    [],
  )
}

async function chooseFlavor(page: Page, flavorId: string): Promise<void> {
  await next(page)
  await onStep(page, 'New flavor')
  const box = page.getByRole('combobox', { name: 'Flavor', exact: true })
  await box.click()
  await box.fill(flavorId)
  await page.getByRole('option', { name: new RegExp(`^${flavorId.replaceAll('.', String.raw`\.`)}`) }).click()
}

async function askForApproval(page: Page): Promise<string> {
  await next(page)
  await onStep(page, /Review/)
  await page.getByLabel('Why is it needed?').fill('More load than in spring')
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

async function approve(page: Page, address: string, button: RegExp): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: button }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Approve/ })
    .click()
}

/** The bytes that were reviewed, as the page shows them. */
async function reviewedBytes(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Exact bytes' }).click()
  return await page.getByRole('tabpanel', { name: 'Exact bytes' }).locator('code').innerText()
}

/** The real resizes that the cloud was sent since there were `length` rows; its dry runs are left out. */
const resizesSince = async (cloud: PretendCloud, length: number) =>
  (await cloud.ledger())
    .slice(length)
    .filter(({ path, body }) => path.endsWith('/resize') && body?.includes('"dry_run":true') !== true)

test('an admin resizes a running yearly/monthly server from its page, a reviewer signs, and all watch it stop, grow and start', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(300_000)
  const { length } = await cloud.ledger()
  const admin = await signInAs('admin')
  await openFor(admin, 'web-01')
  await chooseFlavor(admin, 'c7.2xlarge.2')
  await admin.getByRole('radio', { name: /^Off/ }).check()
  await expect(admin.getByText('is paid in addition').first()).toBeVisible()
  await next(admin)
  await onStep(admin, 'Power')
  await next(admin)
  await expect(admin.getByRole('alert').filter({ hasText: 'the server cannot be resized while it runs' })).toBeFocused()
  await admin.getByRole('radio', { name: /^Stop, resize, start again/ }).check()
  const address = await askForApproval(admin)

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(address)
  await expect(reviewer.getByText(/web-01 is running\. The cloud switches it off/).first()).toBeVisible()
  const bytes = await reviewedBytes(reviewer)
  // Slower than anybody looks; the clock is moved on by hand until a step was seen.
  await cloud.control('clock', { scale: 0.4 })
  await approve(reviewer, address, /^Approve CNY/)
  for (const step of ['It is being switched off.', 'It gets its new size.', 'It is being switched on again.'])
    await expect(async () => {
      await cloud.control('clock', { advance_seconds: 5 })
      await expect(admin.getByText(step).first()).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 90_000 })
  await cloud.control('clock', { scale: 1800 })
  await cloud.control('clock', { finish: true })
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })

  const sent = await resizesSince(cloud, length)
  expect(sent.map(({ outcome }) => outcome)).toEqual(['accepted'])
  expect(sent[0]?.body).toBe(bytes)
  expect(JSON.parse(bytes)).toEqual({
    resize: {
      flavorRef: 'c7.2xlarge.2',
      mode: 'withStopServer',
      extendparam: { isAutoPay: 'false' },
      cpu_options: { 'hw:cpu_threads': 1 },
    },
  })
  const payments = (await cloud.payments()).filter(({ body }) => body?.includes(sent[0]?.order_id ?? 'no order'))
  expect(payments.map(({ outcome }) => outcome)).toEqual(['accepted'])
})

test('a stopped pay-per-use server on a dedicated host is resized as it is, without order and payment', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(120_000)
  const { length } = await cloud.ledger()
  const admin = await signInAs('admin')
  await openFor(admin, 'host-01')
  await chooseFlavor(admin, '2')
  await expect(admin.getByLabel('Dedicated host')).toHaveValue('459a2b9d-804a-4745-ab19-a113bb1b4ddc')
  await expect(admin.getByText('an hour of use').first()).toBeVisible()
  await next(admin)
  await onStep(admin, 'Power')
  await expect(admin.getByRole('radio', { name: /^Resize as it is/ })).toBeChecked()
  const address = await askForApproval(admin)

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(address)
  const bytes = await reviewedBytes(reviewer)
  await approve(reviewer, address, /^Approve/)
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  const sent = await resizesSince(cloud, length)
  expect(sent.map(({ outcome, body, order_id: orderId }) => ({ outcome, body, orderId: orderId ?? null }))).toEqual([
    { outcome: 'accepted', body: bytes, orderId: null },
  ])
})

test('every step of the form is accessible, also when something is wrong in it', async ({ signInAs }) => {
  const admin = await signInAs('admin')
  await openFor(admin, 'db-01')
  await expectAccessible(admin, 'server')
  await chooseFlavor(admin, 'c7.xlarge.2')
  await expectAccessible(admin, 'flavor')
  await next(admin)
  await onStep(admin, 'Power')
  await next(admin)
  await expect(admin.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeFocused()
  await expectAccessible(admin, 'power')
  await admin.getByRole('radio', { name: /^Stop, resize, start again/ }).check()
  await next(admin)
  await onStep(admin, /Review/)
  await expectAccessible(admin, 'review')
})

test('what cannot be done with a server stands on its page with the reason', async ({ signInAs }) => {
  const admin = await signInAs('admin')
  for (const [name, reason] of [
    ['spot-01', 'A spot server cannot be resized'],
    ['locked-01', 'Locked by the cloud'],
    ['frozen-01', 'Frozen by the cloud'],
    ['broken-01', 'The cloud reports an error'],
  ] as const) {
    await admin.goto(`/servers?q=${name}`)
    await admin.getByRole('main').getByRole('link', { name, exact: true }).click()
    await admin.getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 })
    await expect(admin.getByRole('button', { name: 'Resize a server' })).toHaveAccessibleDescription(reason)
  }
})

test('every wrong resize posted past the form is refused at its field', async ({ url, signInAs, cloud }) => {
  const admin = await signInAs('admin')
  const cookie = (await admin.context().cookies(url)).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { length } = await cloud.ledger()
  const id = actionIds().get('request.submit') ?? ''
  for (const { name, of, set, field, message } of wrongInputs) {
    const asked = { operation: 'resize-server', submitKey: crypto.randomUUID(), input: withChanges(of, set) }
    const answer = await callAction(url, id, asked, { cookie })
    const found = 'ok' in answer && !answer.ok ? (answer.error.fields?.[field] ?? '') : ''
    expect([name, found.split('|')[0]]).toEqual([name, message])
  }
  expect(await resizesSince(cloud, length)).toEqual([])
})
