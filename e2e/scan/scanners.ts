import { join } from 'node:path'
import type { Address } from './addresses.ts'
import type { Finding, Scanned } from './finding.ts'
import { gradeAll } from './observatory.ts'
import { askToSleep } from './sleeping.ts'
import { scanWithSqlmap } from './sqlmap.ts'
import { modules, scanWithWapiti } from './wapiti.ts'
import type { ScanWorld } from './world.ts'

export type Scanner = {
  name: string
  /** The program that it is, or that fetches it. */
  needs: string
  run: (world: ScanWorld, bounds: { folder: string; secondsMax: number }) => Promise<Scanned[]>
}

/** What each module of wapiti's gets of the whole: most take a moment. */
const shareOfModule = 0.1

export const scanners: Scanner[] = [
  {
    name: 'observatory',
    needs: 'npm',
    async run({ url, certificate, cookie, pages, reads }, { folder }) {
      const paths = [...pages, ...reads].map(({ path }) => path)
      const grade = async (who: string, as: string) => {
        const { graded, findings } = await gradeAll({ folder, url, certificate, cookie: as, paths })
        const worst = Math.min(...graded.map(({ score }) => score))
        return {
          scanner: `observatory as ${who}`,
          extent: `${graded.length} addresses, worst score ${worst}`,
          findings,
        }
      }
      return [await grade('everybody', cookie), await grade('nobody', '')]
    },
  },
  {
    name: 'parameters',
    needs: 'node',
    async run({ site, cookie, pages, reads }) {
      const { findings, asked } = await askToSleep({ url: site.webs[0].url, cookie, addresses: [...reads, ...pages] })
      return [{ scanner: 'parameters', extent: `${asked} requests`, findings }]
    },
  },
  {
    name: 'wapiti',
    needs: 'wapiti',
    async run(world, { folder, secondsMax }) {
      const { url, cookie, reads, pages } = world
      const scan = (what: string, options: { cookie: string; addresses: Address[]; modules: string[] }) =>
        watched(world, { scanner: `wapiti, ${what}`, isSignedIn: options.cookie !== '' }, () =>
          scanWithWapiti({ folder: join(folder, what), url, secondsMax: secondsMax * shareOfModule, ...options }),
        )
      const all = [...reads, ...pages]
      return [
        // A page and an export read what a list reads.
        await scan('lists', { cookie, addresses: reads.filter(isNoOtherExport), modules: modules.behind }),
        await scan('answers', { cookie, addresses: all, modules: modules.itself }),
        await scan('nobody', { cookie: '', addresses: all.filter(isOpen), modules: Object.values(modules).flat() }),
      ]
    },
  },
  {
    name: 'sqlmap',
    needs: 'sqlmap',
    async run(world, { folder, secondsMax }) {
      const { url, cookie, reads, pages } = world
      const scan = () =>
        scanWithSqlmap({ folder, url, cookie, addresses: [...reads.filter(isNoOtherExport), ...pages], secondsMax })
      return [await watched(world, { scanner: 'sqlmap', isSignedIn: true }, scan)]
    },
  },
]

const isNoOtherExport = ({ path }: Address) => !path.startsWith('/api/export/') || path.endsWith('/orders')
const isOpen = ({ path }: Address) => /^\/(?:sign-in|join|api\/auth)\b/.test(path)

/** What a scanner went through, and what it did not come to within its time. */
type Work = { findings: Finding[]; tried: number; cut: string[] }

/** Adds to what a scanner says what the front saw meanwhile: requests that failed, and whether it was let in at all. */
async function watched(
  { answers }: ScanWorld,
  { scanner, isSignedIn }: { scanner: string; isSignedIn: boolean },
  work: () => Promise<Work>,
): Promise<Scanned> {
  const before = answers().length
  const { findings, tried, cut } = await work()
  const seen = answers().slice(before)
  const failed = seen.filter(({ status }) => status >= 500)
  const asSomebodyElse = seen.filter(({ status }) => status === 307 || status === 401)
  const found = (where: string, what: string): Finding => ({ scanner, where, what })
  return {
    scanner,
    extent: `${tried} addresses, ${seen.length} requests`,
    findings: [
      ...findings,
      ...failed.map(({ status, asked }) => found(asked, `answered ${status}`)),
      ...cut.map((what) => found(what, 'did not come to its end')),
      ...(isSignedIn && asSomebodyElse.length * 2 >= seen.length ? [found('everywhere', 'was not let in')] : []),
    ],
  }
}
