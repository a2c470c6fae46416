import { type Page, expect as base } from '@playwright/test'
import { actionIds, callAction } from './direct.ts'

/** Each step asks the cloud for its choices: a machine that has just started takes its time. */
const expect = base.configure({ timeout: 20_000 })

const next = (page: Page) => page.getByRole('button', { name: /^(Next|Continue)/ }).click()
const onStep = (page: Page, title: string) => expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused()

/** Chooses in an editable combobox as a person does: type, then take the match. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await box.click()
  await box.fill(text)
  await page
    .getByRole('option', { name: new RegExp(text.replaceAll('.', String.raw`\.`), 'i') })
    .first()
    .click()
}

/** Takes the first choice that can be chosen. */
async function chooseFirst(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('listbox').getByRole('option', { disabled: false }).first().click()
}

/** Opens a fresh purchase whose account is ready: a draft of an earlier test is thrown away first. */
export async function openPurchase(page: Page): Promise<void> {
  await page.goto('/operations/buy-phone-servers/new')
  const { origin } = new URL(page.url())
  const cookies = await page.context().cookies(origin)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  await callAction(origin, actionIds().get('draft.discard') ?? '', { operation: 'buy-phone-servers' }, { cookie })
  await page.goto('/operations/buy-phone-servers/new')
  await expect(page.getByRole('heading', { level: 2, name: 'Account' })).toBeVisible()
  await expect(page.getByText('The agency cph_admin_trust has VPC FullAccess')).toBeVisible()
}

/** From the account to the step after the flavors. */
export async function fillModel(page: Page): Promise<void> {
  await next(page)
  await onStep(page, 'Server and phones')
  await page.getByRole('radio', { name: /physical\.kg1\.4xlarge\.cp/ }).check()
  await choose(page, 'Phone flavor', 'rs2.plus')
  await next(page)
  await onStep(page, 'Image and count')
}

/** Fills the wizard with two servers of a 2.0 flavor, two ports and a shared bandwidth, up to the review. */
export async function fillPurchase(page: Page, name: string, sizeGib = 100): Promise<void> {
  await openPurchase(page)
  await fillModel(page)
  await chooseFirst(page, 'Image')
  await page.getByLabel('Number of servers').fill('2')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await expect(page.getByText(new RegExp(`${name}-.{8}-0001`)).first()).toBeVisible()
  await next(page)

  await onStep(page, 'Network')
  await chooseFirst(page, 'VPC')
  await chooseFirst(page, 'Subnet')
  await page.getByLabel('Line').selectOption('5_bgp')
  await page.getByRole('radio', { name: /Shared bandwidth/ }).check()
  await chooseFirst(page, 'Shared bandwidth')
  await next(page)

  await onStep(page, 'Ports and access')
  await addPort(page, 0, 'web', '21080')
  await addPort(page, 1, 'control', '21081')
  await next(page)

  await onStep(page, 'Disks')
  await page.getByLabel('Size').first().fill(String(sizeGib))
  await next(page)

  await onStep(page, 'Term and payment')
  await next(page)
  await expect(page.getByRole('heading', { level: 2, name: /Review/ })).toBeFocused()
}

async function addPort(page: Page, index: number, name: string, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a port' }).click()
  const row = page.getByRole('group', { name: `Port ${index + 1}` })
  await row.getByLabel('Name').fill(name)
  await row.getByLabel('Port', { exact: true }).fill(number)
}

/** Fills a purchase, asks for it, and has the reviewer approve it. Returns the pages of both, and where it is. */
export async function askAndApprove(
  signInAs: (role: 'admin' | 'reviewer') => Promise<Page>,
  name: string,
  sizeGib?: number,
): Promise<{ admin: Page; reviewer: Page; path: string }> {
  const admin = await signInAs('admin')
  await fillPurchase(admin, name, sizeGib)
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const path = new URL(admin.url()).pathname
  const reviewer = await signInAs('reviewer')
  await reviewer.goto(path)
  await reviewer.getByRole('button', { name: /^Approve CNY/ }).click()
  await reviewer
    .getByRole('alertdialog')
    .getByRole('button', { name: /Approve/ })
    .click()
  await expect(reviewer.getByRole('alertdialog')).toHaveCount(0)
  return { admin, reviewer, path }
}
