import type { Browser } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { outsiderOfThisFile } from './security/outsider-of-a-file.ts'

// The clock of the page is moved on, and in the database the session grows old with it.

const outsider = outsiderOfThisFile()

/** A page of a new session, whose clock the test moves. */
async function openPage(browser: Browser, url: string) {
  const { token, change } = await outsider().open()
  const context = await browser.newContext({ baseURL: url })
  await context.addCookies([{ name: 'countersign-session', value: token, url, httpOnly: true }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto('/settings/me')
  await expect(page.locator('[data-waking]')).toHaveCount(0)
  const warning = page.getByRole('alertdialog', { name: 'Are you still there?' })
  /** Lets the session be `idle` old, and the page look at it: it does each minute, once its watch has been loaded. */
  const leaveFor = async (idle: string) => {
    await change(`seen_at = now() - interval '${idle}'`)
    await expect(async () => {
      const looked = page.waitForResponse(/\/api\/session$/, { timeout: 2_000 })
      await Promise.all([looked, page.clock.fastForward(60_000)])
    }).toPass({ timeout: 30_000 })
  }
  return { context, page, warning, leaveFor }
}

test('two minutes before a session ends for want of use its page warns, and one press keeps it', async ({
  browser,
  url,
}) => {
  const { context, page, warning, leaveFor } = await openPage(browser, url)
  await leaveFor('27 minutes')
  await expect(warning).toHaveCount(0)
  await leaveFor('28 minutes 20 seconds')
  await expect(warning).toBeVisible()
  await expect(warning.getByText(/^1:\d\d$/)).toBeVisible()
  await expectAccessible(page, 'warning before the end')
  await warning.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(warning).toHaveCount(0)
  const { rows } = await outsider().client.query(
    `select 1 from session where person_id = $1 and seen_at > now() - interval '1 minute' and revoked_at is null`,
    [outsider().personId],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect((await page.request.get('/api/session')).status()).toBe(200)
  await context.close()
})

test('a warning that nobody answers ends with the session, and the page says that it did', async ({ browser, url }) => {
  const { context, page, warning, leaveFor } = await openPage(browser, url)
  await leaveFor('28 minutes 20 seconds')
  await expect(warning).toBeVisible()
  await leaveFor('30 minutes')
  await expect(warning).toHaveCount(0)
  await expect(page.getByText('Your session has ended')).toBeVisible({ timeout: 20_000 })
  await context.close()
})

test('two minutes before twelve hours are over the page says that nothing makes the session longer', async ({
  browser,
  url,
}) => {
  const { context, page, leaveFor } = await openPage(browser, url)
  await outsider().client.query(`update session set expires_at = now() + interval '100 seconds' where person_id = $1`, [
    outsider().personId,
  ])
  await leaveFor('1 minute')
  const warning = page.getByRole('alertdialog', { name: 'Your session ends soon' })
  await expect(warning).toBeVisible()
  await warning.getByRole('button', { name: 'Go on until then' }).click()
  await expect(warning).toHaveCount(0)
  await context.close()
})

test('the person leaves by the warning as by the menu', async ({ browser, url }) => {
  const { context, page, warning, leaveFor } = await openPage(browser, url)
  await leaveFor('28 minutes 20 seconds')
  await warning.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL((to) => to.pathname === '/sign-in')
  expect((await page.request.get('/api/session')).status()).toBe(401)
  await context.close()
})
