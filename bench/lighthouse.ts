import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { demoPassword, demoPeople } from '#lib/auth/demo-people.ts'
import { hashPassword } from '#lib/auth/passwords.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { membership } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { findBrowser } from '../e2e/browser.ts'
import { signIn } from '../e2e/stack.ts'
import { type Measure, measure, median, type Suite } from './measure.ts'
import { fill } from './orders.ts'
import { million } from './seed-orders.ts'
import { startWeb } from './web.ts'

const version = '13.5.0'
const runs = 3
/** Chromium now and then loses the beginning of its own recording on a busy machine. */
const triesMax = 3
const pages = ['/orders', '/'] as const
const [admin] = demoPeople

/** What Lighthouse says of the orders and the overview on a telephone, signed in, with a million orders behind them. */
export const lighthouse: Suite = {
  name: 'lighthouse',
  isLong: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
    const server = await startEmbedded({ dataDir: folder, endsWithParent: true, settings: { shared_buffers: '1GB' } })
    try {
      await ensureDatabase(server.url('postgres'), 'bench')
      const filled = await fill(server.url('bench'), million)
      const { id: personId } = await createPerson(filled.db, {
        name: admin.name,
        email: admin.email,
        passwordHash: await hashPassword(demoPassword),
      })
      await filled.db
        .insert(membership)
        .values(filled.accounts.map((accountId) => ({ personId, accountId, role: admin.role })))
      const web = await startWeb(filled)
      try {
        const cookie = await signIn(web.url, admin.email)
        const results: Measure[] = []
        for (const page of pages) results.push(...(await measured(folder, web.url, page, cookie)))
        return results
      } finally {
        await web.stop()
        await filled.db.$client.end()
      }
    } finally {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measured(folder: string, url: string, page: string, cookie: string): Promise<Measure[]> {
  const reports: Report[] = []
  for (let run = 0; run < runs; run++) reports.push(await reportOn(folder, url + page, cookie))
  const middle = (valueOf: (report: Report) => number) => median(reports.map(valueOf))
  const named = (name: string) => `${name} of ${page} on a telephone, 1,000,000 orders`
  const score = (name: string, category: keyof Report['categories'], budget: number, detail?: string) =>
    measure({
      name: named(`Lighthouse ${name}`),
      value: 100 * middle(({ categories }) => categories[category].score),
      unit: 'of 100',
      budget,
      better: 'higher',
      ...(detail !== undefined && { detail }),
    })
  const seconds = (audit: 'largest-contentful-paint' | 'total-blocking-time') =>
    `${(middle(({ audits }) => audits[audit].numericValue) / 1000).toFixed(2)} s`
  const looks = [
    `largest paint ${seconds('largest-contentful-paint')}`,
    `blocked ${seconds('total-blocking-time')}`,
    `${Math.round(middle(scriptKib))} KiB of scripts until it rests`,
  ].join(', ')
  return [
    score('performance', 'performance', 95, looks),
    score('accessibility', 'accessibility', 100),
    score('best practices', 'best-practices', 100),
    measure({
      name: named('layout shift'),
      value: middle(({ audits }) => audits['cumulative-layout-shift'].numericValue),
      unit: '',
      budget: 0,
      better: 'lower',
    }),
  ]
}

const Category = z.object({ score: z.number() })
const Audit = z.object({ numericValue: z.number() })
const Report = z.object({
  finalDisplayedUrl: z.string(),
  categories: z.object({ performance: Category, accessibility: Category, 'best-practices': Category }),
  audits: z.object({
    'cumulative-layout-shift': Audit,
    'largest-contentful-paint': Audit,
    'total-blocking-time': Audit,
    'network-requests': z.object({
      details: z.object({
        items: z.array(z.object({ resourceType: z.string().optional(), transferSize: z.number() })),
      }),
    }),
  }),
})
type Report = z.output<typeof Report>

/** All that came over the wire, also what is loaded behind the first view. */
const scriptKib = ({ audits }: Report): number =>
  audits['network-requests'].details.items
    .filter(({ resourceType }) => resourceType === 'Script')
    .reduce((sum, { transferSize }) => sum + transferSize / 1024, 0)

/** One run in a browser of its own, as on a mid-range telephone over a slow line. */
async function reportOn(folder: string, url: string, cookie: string, nth = 1): Promise<Report> {
  const [headers, report] = [join(folder, 'headers.json'), join(folder, 'report.json')]
  await writeFile(headers, JSON.stringify({ cookie }), { mode: 0o600 })
  const child = spawn(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      url,
      '--quiet',
      '--output=json',
      `--output-path=${report}`,
      `--extra-headers=${headers}`,
      '--only-categories=performance,accessibility,best-practices',
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
    ],
    { env: { ...process.env, CHROME_PATH: findBrowser() ?? '' }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  await once(child, 'exit')
  if (child.exitCode !== 0 && nth < triesMax) return reportOn(folder, url, cookie, nth + 1)
  if (child.exitCode !== 0) throw new Error(`Lighthouse ended with ${child.exitCode}`)
  const read = Report.parse(JSON.parse(await readFile(report, 'utf8')))
  if (read.finalDisplayedUrl !== url) throw new Error(`${url} led to ${read.finalDisplayedUrl}`)
  return read
}
