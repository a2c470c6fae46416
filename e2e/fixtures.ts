import { type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test'
import { type PretendCloud, pretendCloudAt } from './cloud.ts'

export type Role = 'admin' | 'reviewer' | 'support' | 'owner'

type Fixtures = {
  /** Where the console is. */
  url: string
  cloud: PretendCloud
  /** A page of a browser of its own, signed in as one of the demo people. A console error in it fails the test. */
  signInAs: (role: Role, options?: BrowserContextOptions) => Promise<Page>
}

const setting = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is set by e2e/global-setup.ts`)
  return value
}

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

/** One sign-in for each person and console: the sign-in itself is tested in auth.e2e.ts. */
const signedIn = new Map<string, { state: State; at: number }>()
const sessionIn = (state: State | undefined) => state?.cookies.find(({ name }) => name === 'countersign-session')?.value
/** Well under the ten minutes after which approving asks once more who it is. */
const freshMs = 4 * 60_000

/** Addresses of which a test expects that they are not there. */
const notThere = ['/nowhere', '/errors/XYZ.0001']

export const test = base.extend<Fixtures>({
  // Playwright wants the first argument destructured.
  // oxlint-disable-next-line no-empty-pattern -- see above
  url: async ({}, use) => use(setting('E2E_URL')),
  // oxlint-disable-next-line no-empty-pattern -- see above
  cloud: async ({}, use) => use(pretendCloudAt(setting('E2E_CLOUD_URL'))),
  signInAs: async ({ browser, url }, use) => {
    const noise: string[] = []
    const opened: { key: string; context: BrowserContext }[] = []
    await use(async (role, options = {}) => {
      const at = options.baseURL ?? url
      const key = `${role} ${at}`
      const known = signedIn.get(key)
      const storageState = known && performance.now() - known.at < freshMs ? known.state : undefined
      const context = await browser.newContext({
        baseURL: at,
        viewport: { width: 1280, height: 900 },
        ...options,
        ...(storageState && { storageState }),
      })
      opened.push({ key, context })
      const page = waitingUntilAwake(await context.newPage())
      page.on('console', (message) => {
        const isExpected = notThere.some((end) => page.url().endsWith(end)) && message.text().includes('status of 404')
        if (message.type() === 'error' && !isExpected) noise.push(`${page.url()}: ${message.text()}`)
      })
      page.on('pageerror', (error) => noise.push(`${page.url()}: ${error.message}`))
      if (!storageState) {
        await signIn(page, role)
        signedIn.set(key, { state: await context.storageState(), at: performance.now() })
      }
      return page
    })
    // A page left open goes on listening and reading, and the next test pays for it.
    for (const { key, context } of opened) {
      // A proof of who it is gives a session another id: what was kept before opens nothing any more.
      if (context.pages().length > 0 && sessionIn(await context.storageState()) !== sessionIn(signedIn.get(key)?.state))
        signedIn.delete(key)
      await context.close()
    }
    if (noise.length > 0) throw new Error(`The browser complained:\n${[...new Set(noise)].join('\n')}`)
  },
})

/** Opens pages as somebody does who first reads them: keys that are pressed before a part is awake are no test of it. */
function waitingUntilAwake(page: Page): Page {
  const goto = page.goto.bind(page)
  page.goto = async (to, options) => {
    const answer = await goto(to, options)
    if (options?.waitUntil === undefined)
      // What never wakes is found by the test itself.
      await page
        .locator('[data-waking]')
        .first()
        .waitFor({ state: 'detached', timeout: 10_000 })
        .catch(() => undefined)
    return answer
  }
  return page
}

async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(`${role}@demo.test`)
  await page.getByLabel('Password', { exact: true }).fill('countersign-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((to) => to.pathname === '/')
}

export { expect } from '@playwright/test'
