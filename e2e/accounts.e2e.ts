import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import type { Credential } from './cloud.ts'
import { expect, test } from './fixtures.ts'
import { readableHeap, textsInHeap } from './heap.ts'
import { databaseInClear, logsOf, webProcesses } from './places-of-secrets.ts'
import type { Canary } from './security/canaries.ts'
import { plant } from './security/plant.ts'
import { sweep } from './security/sweep.ts'
import { type Stack, startStack } from './stack.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })

// A console of its own: accounts that are added here would show in the lists of all other tests.
let stack: Stack
let keys: Credential[]
test.beforeAll(async () => {
  test.setTimeout(180_000)
  stack = await startStack({ env: readableHeap })
  keys = await stack.cloud.credentials()
})
test.afterAll(() => stack.stop())

function keyOf(kind: string, region: string): Credential {
  const found = keys.find((row) => row.kind === kind && row.region === region)
  if (!found) throw new Error(`The pretend cloud has no key ${kind} in ${region}`)
  return found
}

/** What is in the group of fields with that heading. */
const group = (page: Page, legend: string) => page.getByRole('group', { name: legend })

async function enterKey(page: Page, legend: string, { ak, sk }: { ak: string; sk: string }): Promise<void> {
  await group(page, legend).getByLabel('Access key ID (AK)').fill(ak)
  await group(page, legend).getByLabel('Secret access key (SK)').fill(sk)
}

async function enterAccount(page: Page, name: string, region: string): Promise<void> {
  await page.goto('/settings/accounts')
  await page.getByRole('link', { name: 'Add account' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('radio', { name: 'China' }).check()
  await page.getByRole('combobox', { name: 'Region' }).selectOption(region)
  await page.getByLabel('Project ID').fill(keyOf('spend', region).project_id)
  await page.getByRole('combobox', { name: 'Address' }).selectOption(stack.cloud.url)
  await enterKey(page, 'The key that reads', keyOf('read', region))
  await enterKey(page, 'The key that buys', keyOf('spend', region))
}

const submit = (page: Page) => page.getByRole('button', { name: 'Check and add' }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('what the cloud refuses is told at its field, and the corrected account runs', async ({ signInAs }) => {
  const page = await signInAs('owner', { baseURL: stack.url })
  await enterAccount(page, 'Demo, Shanghai', 'cn-east-3')
  await expectAccessible(page, 'form of a new account')
  await group(page, 'The key that buys').getByLabel('Secret access key (SK)').fill('w'.repeat(40))
  await submit(page)
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toContainText('This secret does not belong to the access key', { timeout: 20_000 })
  await expectAccessible(page, 'form with a wrong secret')
  await enterKey(page, 'The key that buys', keyOf('spend', 'cn-east-3'))
  await submit(page)
  await expect(heading(page, 'Demo, Shanghai')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Running').first()).toBeVisible()
  await expect(page.getByText(`ends in ${keyOf('spend', 'cn-east-3').ak.slice(-4)}`)).toHaveCount(2)
})

test('a second account is added, and its check says what it may do, in both languages', async ({ signInAs }) => {
  const page = await signInAs('owner', { baseURL: stack.url })
  await enterAccount(page, 'Demo, Singapore', 'ap-southeast-3')
  await submit(page)
  await expect(heading(page, 'Demo, Singapore')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Orders can be seen').nth(1)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('The agency cph_admin_trust has VPC FullAccess')).toBeVisible()
  await expect(page.getByText('Nothing is known against it').first()).toBeVisible()
  await expectAccessible(page, 'page of an account')
  await expectNoSidewaysScroll(page, 'page of an account')
  await page.context().addCookies([{ name: 'countersign-locale', value: 'zh-CN', url: stack.url }])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect(page.getByText('可查看订单').first()).toBeVisible()
  await expectNoSidewaysScroll(page, 'page of an account, 中文, 390 px')
  await page.context().addCookies([{ name: 'countersign-locale', value: 'en', url: stack.url }])
})

test('an owner gives another key, pauses, starts again and retires', async ({ signInAs }) => {
  const page = await signInAs('owner', { baseURL: stack.url })
  await page.goto('/settings/accounts')
  await page.getByRole('link', { name: 'Demo, Singapore' }).click()
  await page.getByRole('button', { name: 'Replace read key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Replace read key' })
  const next = keyOf('no-billing', 'ap-southeast-3')
  await dialog.getByLabel('Access key ID (AK)').fill(next.ak)
  await dialog.getByLabel('Secret access key (SK)').fill(next.sk)
  await expectAccessible(page, 'dialog of another key')
  await dialog.getByRole('button', { name: 'Replace read key' }).click()
  await expect(page.getByText('The new key is in use').first()).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Grant in IAM: bss:order:view')).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const pausing = page.getByRole('alertdialog')
  await pausing.getByLabel('Why?').fill('Moving house')
  await pausing.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Moving house')).toBeVisible()
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(page.getByText('Running').first()).toBeVisible()
  await page.getByRole('button', { name: 'Retire' }).click()
  const retiring = page.getByRole('alertdialog')
  await retiring.getByRole('textbox').fill('Demo, Singapore')
  await retiring.getByRole('button', { name: 'Retire' }).click()
  await expect(page.getByText('Retired').first()).toBeVisible()
  await expect(page.getByText('Forgotten when the account was retired.').first()).toBeVisible()
})

test('an owner sets a budget, which stands in the pictures and on the overview, and takes it away', async ({
  signInAs,
}) => {
  const page = await signInAs('owner', { baseURL: stack.url })
  await page.goto('/settings/accounts')
  await page.getByRole('link', { name: 'Demo, Shanghai' }).click()
  await page.getByRole('button', { name: 'Set a budget' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set the monthly budget' })
  const amount = dialog.getByLabel('Budget a month, CNY')
  await amount.fill('12,000.505')
  await dialog.getByRole('button', { name: 'Save the budget' }).click()
  const summary = dialog.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toContainText('Enter at most two digits after the point')
  await expect(amount).toHaveValue('12,000.505')
  await expectAccessible(page, 'dialog of a budget with a wrong amount')
  await amount.fill('12,000.50')
  await dialog.getByRole('button', { name: 'Save the budget' }).click()
  await expect(dialog).toBeHidden()
  const budget = page.getByRole('region', { name: 'Monthly budget' })
  await expect(budget).toContainText('CNY 12,000.50')
  await expectAccessible(page, 'page of an account with a budget')

  await page.goto('/insights')
  const rings = page.getByRole('region', { name: 'Monthly budgets' })
  await expect(rings).toContainText(/Demo, Shanghai, cn-east-3CNY\s[\d,.]+ of CNY\s12,000\.50/)
  await expectAccessible(page, 'insights with a budget')
  await rings.getByRole('link').click()
  await expect(page).toHaveURL(/\/orders\?paid=month&type=spent&account=[^&]+&currency=CNY$/)
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('of CNY 12,000.50')

  await page.goto('/settings/accounts')
  await page.getByRole('link', { name: 'Demo, Shanghai' }).click()
  await page.getByRole('button', { name: 'Remove CNY budget' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the budget' }).click()
  await expect(budget).toContainText('No budget is set.')
})

test('whoever is no owner sees the accounts and changes none', async ({ signInAs }) => {
  const page = await signInAs('support', { baseURL: stack.url })
  await page.goto('/settings/accounts')
  await page.getByRole('link', { name: 'Demo', exact: true }).click()
  await expect(page.getByText('Owners see which keys are in use.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Replace spending key' })).toHaveAttribute('aria-disabled', 'true')
  await page.goto('/settings/accounts/new')
  await expect(page.getByLabel('Project ID')).toHaveCount(0)
})

test('the spending secret is in no environment of the web, no row, no log, no page and no export', async ({
  signInAs,
}) => {
  test.skip(process.platform !== 'linux', 'environments of other processes are read from /proc')
  const { sk } = keyOf('spend', 'cn-east-3')
  const environments = webProcesses(stack).map(({ environment }) => environment)
  expect(environments).not.toEqual([])
  const tables = await databaseInClear(stack)
  // The search itself finds what is there.
  expect(tables.get('public.cloud_account')).toContain('Demo, Shanghai')
  expect(tables.get('public.spend_key')).toContain(keyOf('spend', 'cn-east-3').ak)
  const page = await signInAs('owner', { baseURL: stack.url })
  const pages: string[] = []
  const exported = ['orders', 'jobs', 'requests', 'phone-servers', 'desktops', 'servers', 'audit'].map(
    (list) => `/api/export/${list}?format=json`,
  )
  for (const address of [
    '/settings/accounts',
    '/',
    '/api/accounts',
    '/api/overview',
    '/api/health',
    '/api/metrics',
    ...exported,
  ])
    pages.push(await (await page.request.get(address)).text())
  await page.goto('/settings/accounts')
  await page.getByRole('link', { name: 'Demo, Shanghai' }).click()
  await expect(heading(page, 'Demo, Shanghai')).toBeVisible()
  pages.push(await page.content(), await (await page.request.get(page.url())).text())
  const everywhere = [...environments, ...tables.values(), ...logsOf(stack).values(), ...pages]
  expect(logsOf(stack).size).toBeGreaterThan(0)
  expect(everywhere.filter((text) => text.includes(sk))).toHaveLength(0)
})

test('the spending secrets that were typed are not in the memory of the web any more', async () => {
  test.skip(process.platform !== 'linux', 'other processes are found in /proc')
  const [web] = webProcesses(stack)
  const secrets = ['cn-east-3', 'ap-southeast-3'].map((region) => keyOf('spend', region).sk)
  // What is there is found: the public half of the worker's key.
  const known = /COUNTERSIGN_WORKER_PUBLIC_KEY=[^\0]*?"x":"([^"]+)"/.exec(web?.environment ?? '')?.[1] ?? ''
  expect(known).not.toBe('')
  const logFile = join(stack.dataDir, 'logs', 'web.log')
  expect(await textsInHeap(web?.pid ?? 0, logFile, [known, ...secrets])).toEqual([known])
})

test('a secret that is put anywhere the sweep looks is found there', async () => {
  test.skip(process.env['SECURITY'] !== 'full' || process.platform !== 'linux', 'the whole sweep takes its time')
  test.setTimeout(600_000)
  const planted: Canary = { what: 'planted', secret: `planted-${randomBytes(18).toString('hex')}` }
  const taken = await plant(stack, planted.secret)
  try {
    const { finds } = await sweep(stack, {
      isThorough: true,
      more: new Map([['traces', planted.secret]]),
      planted: [planted],
    })
    const where = new Set(finds.filter(({ what }) => what === 'planted').map((found) => found.where))
    expect(taken.places.filter((place) => ![...where].some((each) => each.startsWith(place)))).toEqual([])
    expect(where).toContain('traces')
    expect(finds.filter(({ what }) => what !== 'planted')).toEqual([])
  } finally {
    await taken.back()
  }
})
