import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toError } from '#lib/errors.ts'
import type { Finding, Scanned } from '../e2e/scan/finding.ts'
import { isInstalled } from '../e2e/scan/run-scanner.ts'
import { type Scanner, scanners } from '../e2e/scan/scanners.ts'
import { openScanWorld } from '../e2e/scan/world.ts'

// `npm run scan`: lets the scanners that are on this machine loose on the console, as it runs for real and behind HAProxy. Needs a build.
//   -- --only NAME     one of them: observatory, parameters, sqlmap, wapiti
//   -- --minutes N     how long each of them may take (30)
//   -- --keep FOLDER   where their logs and reports stay
// Exit 1 when one of them found something or was cut off, 2 when nothing could be scanned.

const { values } = parseArgs({
  options: { only: { type: 'string' }, minutes: { type: 'string', default: '30' }, keep: { type: 'string' } },
})
const chosen = scanners.filter(({ name }) => values.only === undefined || name === values.only)
const [here, absent] = [
  chosen.filter(({ needs }) => isInstalled(needs)),
  chosen.filter(({ needs }) => !isInstalled(needs)),
]
for (const { name, needs } of absent) console.log(`– ${name}: ${needs} is not installed`)
const missing = ['haproxy', 'openssl'].filter((program) => !isInstalled(program))
if (missing.length > 0) console.log(`Nothing is scanned without ${missing.join(' and ')}`)
process.exitCode = missing.length > 0 || here.length === 0 ? 2 : await scanWith(here)

async function scanWith(all: Scanner[]): Promise<number> {
  const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'countersign-scan-')))
  const world = await openScanWorld(folder)
  const rows: (Scanned & { seconds: number })[] = []
  try {
    for (const { name, run } of all) {
      const beganAt = performance.now()
      const bounds = { folder: join(folder, name), secondsMax: Number(values.minutes) * 60 }
      const scanned = await run(world, bounds).catch((thrown: unknown) => [notRun(name, thrown)])
      const seconds = Math.round((performance.now() - beganAt) / 1000)
      for (const each of scanned) rows.push({ ...each, seconds })
      for (const line of linesOf(scanned.flatMap(({ findings }) => findings))) console.log(`✗ ${name}: ${line}`)
    }
  } finally {
    await world.close()
    if (values.keep === undefined) await rm(folder, { recursive: true, force: true })
  }
  console.table(
    rows.map(({ scanner, extent, seconds, findings }) => ({ scanner, extent, seconds, found: findings.length })),
  )
  return rows.some(({ findings }) => findings.length > 0) ? 1 : 0
}

/** One line for all that is said in the same words about the same address, whatever it was asked with. */
function linesOf(findings: Finding[]): string[] {
  const alike = Map.groupBy(findings, ({ where, what }) => `${where.split('?')[0]} ${what}`)
  return [...alike.values()].flatMap(([first, ...more]) =>
    first ? [`${first.where}: ${first.what}${more.length > 0 ? ` (and ${more.length} like it)` : ''}`] : [],
  )
}

/** A scanner that could not be run has shown nothing. */
function notRun(scanner: string, thrown: unknown): Scanned {
  return { scanner, extent: 'nothing', findings: [{ scanner, where: 'nowhere', what: toError(thrown).message }] }
}
