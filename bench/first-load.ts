import { gzipSync } from 'node:zlib'
import { startStack } from '../e2e/stack.ts'
import { type Suite, measure } from './measure.ts'

const pages = [
  { path: '/', budget: 150 },
  { path: '/phone-servers', budget: 150 },
  { path: '/desktops', budget: 150 },
  { path: '/servers', budget: 150 },
  { path: '/desk', budget: 150 },
  { path: '/requests', budget: 150 },
  { path: '/orders', budget: 150 },
  { path: '/jobs', budget: 150 },
  { path: '/jobs?view=board', budget: 150 },
  { path: '/insights', budget: 150 },
  { path: '/expiring', budget: 150 },
  { path: '/errors', budget: 150 },
  { path: '/sign-in', budget: 200 },
  { path: '/operations/buy-phone-servers/new', budget: 200 },
]

/**
 * JavaScript that a page's first view asks for: the script tags of its HTML, each compressed as a server would. What the
 * frame then loads behind it (decision 023) is told by the suite `lighthouse`.
 */
export const firstLoad: Suite = {
  name: 'first-load',
  async run() {
    const stack = await startStack()
    try {
      const cookie = await stack.signIn('admin@demo.test')
      const results = []
      for (const { path, budget } of pages) {
        const kib = await scriptKib(stack.url, path, path === '/sign-in' ? '' : cookie)
        results.push(
          measure({ name: `first-load JavaScript of ${path}`, value: kib, unit: 'KiB gzip', budget, better: 'lower' }),
        )
      }
      return results
    } finally {
      await stack.stop()
    }
  },
}

async function scriptKib(base: string, path: string, cookie: string): Promise<number> {
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
  return bytes / 1024
}
