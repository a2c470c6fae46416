import { gzipSync } from 'node:zlib'

type FirstView = {
  path: string
  budgetKib: number
  as: 'admin' | 'owner' | 'nobody'
  /** Its reads take long enough for a face of their own. */
  isSlow?: boolean
}

const budgetKib = 150
/** Of pages whose form is awake with the first view. */
const budgetWithFormKib = 200

const asAdmin = [
  '/',
  '/phone-servers',
  '/desktops',
  '/servers',
  '/desk',
  '/requests',
  '/orders',
  '/jobs',
  '/jobs?view=board',
  '/expiring',
  '/errors',
  // All operations share this page, and none of them may weigh on another's form.
  '/operations/buy-phone-servers/new',
]
const asOwner = ['/settings/me', '/settings/people', '/settings/accounts', '/settings/accounts/new']

/** The pages of the console that can be opened without anything in them, and what their first view may ask for. */
export const firstViews: FirstView[] = [
  ...asAdmin.map((path): FirstView => ({ path, budgetKib, as: 'admin' })),
  { path: '/insights', budgetKib, as: 'admin', isSlow: true },
  { path: '/audit', budgetKib, as: 'owner' },
  ...asOwner.map((path): FirstView => ({ path, budgetKib: budgetWithFormKib, as: 'owner' })),
  { path: '/sign-in', budgetKib: budgetWithFormKib, as: 'nobody' },
]

/**
 * The HTML of a page, and how much JavaScript its first view asks for, in KiB: the script tags, each compressed as a server
 * would. Throws when the page is not answered with 200.
 */
export async function readFirstView(
  base: string,
  path: string,
  cookie: string,
): Promise<{ html: string; kib: number }> {
  const page = await fetch(base + path, { headers: { cookie }, redirect: 'manual' })
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`)
  const html = await page.text()
  const sources = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map((match) => match[1] ?? ''),
  )
  let bytes = 0
  for (const source of sources) {
    const script = await fetch(new URL(source, base))
    bytes += gzipSync(Buffer.from(await script.arrayBuffer()), { level: 9 }).length
  }
  return { html, kib: bytes / 1024 }
}
