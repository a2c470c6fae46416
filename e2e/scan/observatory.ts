import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { freePort } from '../cloud.ts'
import type { Finding } from './finding.ts'

const name = '@mdn/mdn-http-observatory'
const version = '1.4.8'

const Graded = z.array(
  z.object({ path: z.string(), status: z.number(), grade: z.string(), score: z.number(), lost: z.array(z.string()) }),
)

type Options = { folder: string; url: string; certificate: string; cookie: string; paths: string[] }

/** Grades what each address answers, with the grader's own rules. Fetches the package into `folder`; throws where that cannot be done. */
export async function gradeAll({ folder, url, certificate, cookie, paths }: Options) {
  const grader = install(folder)
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'grade.mjs'), grader, new URL(url).port, String(await freePort())],
    {
      // It gives each answer ten seconds, of which its own reading of the page is a part.
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate, ABORT_TIMEOUT: '60000', CLIENT_TIMEOUT: '30000' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  child.stdin.end(JSON.stringify({ cookie, paths }))
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (child.exitCode !== 0) throw new Error(`The grader ended with ${child.exitCode}`)
  const graded = Graded.parse(JSON.parse(said))
  return { graded, findings: graded.filter(({ grade }) => grade !== 'A+').map(findingOf) }
}

const findingOf = ({ path, status, grade, score, lost }: z.output<typeof Graded>[number]): Finding => ({
  scanner: 'observatory',
  where: `${path} (${status})`,
  what: `${grade}, ${score}: ${lost.join(', ')}`,
})

/** The folder of the package. Its install script loads a list of hosts from elsewhere, which ours is not on. */
function install(folder: string): string {
  const grader = join(folder, 'node_modules', name)
  if (existsSync(grader)) return grader
  mkdirSync(folder, { recursive: true })
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stderr } = spawnSync('npm', [...args, `${name}@${version}`], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name}@${version} cannot be fetched: ${stderr}`)
  writeFileSync(join(grader, 'conf/hsts-preload.json'), '{}')
  return grader
}
