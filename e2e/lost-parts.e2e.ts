import type { Browser, Page } from '@playwright/test'
import { fillPurchase } from './buy.ts'
import { PostgresPair } from './chaos/postgres-pair.ts'
import { expect, type Role, test } from './fixtures.ts'
import { orderElsewhere } from './order-elsewhere.ts'
import { type Parts, startParts } from './parts.ts'

let postgres: PostgresPair
let parts: Parts
test.beforeAll(async () => {
  test.setTimeout(180_000)
  postgres = await PostgresPair.open()
  parts = await startParts({ postgres, timeScale: 1800, pollMs: 1000 })
})
test.afterAll(() => parts.close())

type SignIn = (role: Role, options?: { baseURL: string }) => Promise<Page>

/** A page of a browser whose complaints about what is lost are expected. */
async function openFor(role: Role, { browser, signInAs }: { browser: Browser; signInAs: SignIn }): Promise<Page> {
  const signedIn = await signInAs(role, { baseURL: parts.url })
  const storageState = await signedIn.context().storageState()
  await signedIn.context().close()
  const context = await browser.newContext({
    baseURL: parts.url,
    viewport: { width: 1280, height: 900 },
    storageState,
  })
  return context.newPage()
}

const bar = (page: Page) => page.locator('[data-live-bars]')
const openRow = (page: Page) => page.locator('tr[aria-current="true"]')
/** What a person has in front of them, and would lose by a reload. */
const inHand = async (list: Page, wizard: Page) => {
  const box = await openRow(list).boundingBox()
  return {
    row: await openRow(list).getAttribute('data-row-id'),
    place: { x: box?.x, y: box?.y, height: box?.height },
    panel: await list.getByRole('heading', { level: 2 }).first().textContent(),
    reason: await wizard.getByLabel('Why is it needed?').inputValue(),
    isSameList: await list.evaluate(() => Reflect.get(window, 'isSame')),
    isSameWizard: await wizard.evaluate(() => Reflect.get(window, 'isSame')),
  }
}

async function openList(list: Page): Promise<void> {
  await list.goto('/orders')
  await list.getByRole('row').nth(3).getByRole('cell').nth(3).click()
  await expect(list.getByRole('heading', { level: 2 }).first()).toBeFocused({ timeout: 20_000 })
  await list.evaluate(() => Reflect.set(window, 'isSame', true))
}

async function openWizard(wizard: Page): Promise<void> {
  await fillPurchase(wizard, `lost-${Date.now().toString(36)}`)
  await wizard.getByLabel('Why is it needed?').fill('Typed before anything was lost')
  await wizard.evaluate(() => Reflect.set(window, 'isSame', true))
}

/** What was ordered meanwhile waits to be shown; showing it is the person's choice. */
async function seesNewOrder(list: Page, orderId: string): Promise<void> {
  const show = list.getByRole('button', { name: /^\d+ new: show$/ })
  await expect(show).toBeVisible({ timeout: 90_000 })
  await show.click()
  await expect(list.getByRole('row').filter({ hasText: orderId }).first()).toBeVisible()
}

const ask = (wizard: Page) => wizard.getByRole('button', { name: 'Ask for approval' }).click()

test('the line, the worker and the database are lost in turn: open pages say which, keep all, and recover by themselves', async ({
  browser,
  signInAs,
}) => {
  test.setTimeout(480_000)
  const list = await openFor('support', { browser, signInAs })
  const wizard = await openFor('admin', { browser, signInAs })
  await Promise.all([openList(list), openWizard(wizard)])
  /** Loses a part, sees that both pages say so and keep what is in hand, and that they recover when it comes back. */
  const lose = async (words: RegExp, { lost, back }: { lost: () => Promise<void>; back: () => Promise<void> }) => {
    const before = await inHand(list, wizard)
    await lost()
    for (const page of [list, wizard]) await expect(bar(page)).toHaveText(words, { timeout: 60_000 })
    const orderId = await orderElsewhere(parts.cloud)
    expect(await inHand(list, wizard)).toEqual(before)
    await back()
    for (const page of [list, wizard]) await expect(bar(page)).toHaveCount(0, { timeout: 60_000 })
    expect(await inHand(list, wizard)).toEqual(before)
    await seesNewOrder(list, orderId)
  }

  await test.step('the line to the console', () =>
    lose(/^No live updates since .+: the console cannot be reached\. What you see is from then/, {
      lost: () => parts.line.cut(),
      back: async () => {
        await ask(wizard)
        await expect(wizard.getByText('trying again is safe').first()).toBeVisible({ timeout: 20_000 })
        await parts.line.mend()
      },
    }))

  await test.step('the worker', () =>
    lose(/^The worker has been silent since .+\. Until it is back nothing is read from the cloud/, {
      lost: () => parts.worker.kill(),
      back: async () => parts.worker.start(),
    }))

  await test.step('the database', async () => {
    const elsewhere = await list.context().newPage()
    await elsewhere.goto('/orders')
    await elsewhere.getByRole('row').nth(1).waitFor()
    const seen = async () => [
      await list.getByRole('row').count(),
      await list
        .getByText(/^As of /)
        .first()
        .textContent(),
    ]
    let before: unknown
    await lose(/^No live updates since .+: the console’s database does not answer\. What you see is from then/, {
      lost: async () => {
        before = await seen()
        await postgres.kill()
      },
      back: async () => {
        await ask(wizard)
        await expect(wizard.getByText('What you entered is still here').first()).toBeVisible({ timeout: 20_000 })
        // Read again by hand, the list stays what it was.
        await list.getByRole('button', { name: 'Refresh' }).click()
        expect(await seen()).toEqual(before)
        await elsewhere.getByRole('link', { name: 'Jobs' }).click()
        await expect(elsewhere.getByText('This page could not be loaded').first()).toBeAttached({ timeout: 20_000 })
        await postgres.revive()
      },
    })
    await expect(elsewhere.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible({ timeout: 30_000 })
    await expect(elsewhere.getByText('This page could not be loaded')).toHaveCount(0)
  })

  await ask(wizard)
  await wizard.waitForURL(/\/requests\/[0-9a-f-]{36}/, { timeout: 20_000 })
  for (const page of [list, wizard]) await page.context().close()
})
