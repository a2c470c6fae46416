import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPeople } from '#lib/auth/demo-people.ts'
import { keepSecrets } from '../../scripts/demo/secrets.ts'
import { databaseInClear, logsOf, webProcesses } from '../places-of-secrets.ts'
import { type Stack, signIn } from '../stack.ts'
import { type Canary, formsOf, released } from './canaries.ts'
import { pages, reads } from './pages.ts'

const built = join(import.meta.dirname, '../../.next')

/** Where a secret was found. */
export type Find = { what: string; where: string }

/**
 * Looks for every secret that the tests used in everything that the run of a stack left: logs, database, pages, reads,
 * exports, events, numbers, files of browsers, environments, and `more` by name. Returns what was found where, and how much was
 * searched. `isThorough` goes through it as each of the people, else as the one who sees most.
 */
export async function sweep(
  stack: Stack,
  { isThorough, more }: { isThorough: boolean; more: Map<string, string> },
): Promise<{ finds: Find[]; secrets: number; places: number; bytes: number }> {
  const own = await keepSecrets(stack.dataDir)
  const keys = (await stack.cloud.credentials()).map(({ kind, sk }): Canary => ({
    what: `a key (${kind})`,
    secret: sk,
  }))
  const private_: Canary[] = [
    ...released(stack.dataDir),
    ...keys,
    { what: 'the worker’s key', secret: own.workerPrivateJwk.d },
  ]
  const ofTheWeb: Canary[] = [
    { what: 'the secret of the sessions', secret: own.sessionSecret },
    { what: 'the key of the data', secret: own.dataKey },
  ]
  const places = new Map([
    ...named('log', logsOf(stack)),
    ...named('table', await databaseInClear(stack)),
    ...named('page', await allThatIsShown(stack, isThorough)),
    ...named('file', filesOfBrowsers()),
    ...named('', more),
  ])
  // The pretend cloud knows its own keys.
  places.delete('log emulator.log')
  requireSearchable(places)
  const environments = named('environment', new Map(webProcesses(stack).map((it) => [String(it.pid), it.environment])))
  const finds = [...find([...private_, ...ofTheWeb], places), ...find(private_, environments)]
  const bytes = [...places.values()].reduce((sum, { length }) => sum + length, 0)
  return { finds, secrets: private_.length + ofTheWeb.length, places: places.size + environments.size, bytes }
}

const named = (sort: string, texts: Map<string, string>) =>
  new Map([...texts].map(([name, text]) => [`${sort} ${name}`.trim(), text]))

function find(secrets: Canary[], places: Map<string, string>): Find[] {
  return secrets.flatMap(({ what, secret }) => {
    const forms = formsOf(secret)
    return [...places].flatMap(([where, text]) => (forms.some((form) => text.includes(form)) ? [{ what, where }] : []))
  })
}

/** A search that finds nothing anywhere proves nothing: what is known to be there is. */
function requireSearchable(places: Map<string, string>): void {
  for (const [where, text] of [
    ['table public.person', 'owner@demo.test'],
    ['page /settings/people', 'owner@demo.test'],
    ['page /api/events', 'event: standing'],
    ['log web.log', ''],
    ['log worker.log', '"level"'],
  ] as const)
    if (places.get(where)?.includes(text) !== true) throw new Error(`The sweep did not reach ${where}`)
}

/** What the console shows to somebody who looks at everything, in each form in which a browser may ask for it. */
async function allThatIsShown({ url, dataDir }: Stack, isThorough: boolean): Promise<Map<string, string>> {
  const shown = new Map<string, string>()
  const keep = (path: string, text: string) => shown.set(path, `${shown.get(path) ?? ''}${text}`)
  const lists = ['orders', 'jobs', 'requests', 'phone-servers', 'desktops', 'servers', 'audit']
  const exported = lists.flatMap((list) => ['csv', 'json'].map((format) => `/api/export/${list}?format=${format}`))
  const others = ['/api/health', '/api/metrics', '/api/session', '/api/auth/session', '/api/accounts', '/sign-in']
  const single = await pagesOfSingleThings(dataDir, isThorough ? 200 : 5)
  for (const { email, role } of isThorough ? demoPeople : demoPeople.filter((someone) => someone.role === 'owner')) {
    const cookie = await signIn(url, email)
    const read = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(url + path, { headers: { cookie, ...headers }, redirect: 'manual' })
      if (answer.status >= 500) throw new Error(`${path} answered ${answer.status} to the sweep of ${role}`)
      keep(path, await answer.text())
    }
    for (const path of [...reads, ...exported, ...others]) await read(path)
    for (const path of [...pages, ...single]) {
      await read(path)
      await read(path, { rsc: '1' })
    }
    keep('/api/events', await beginningOfEvents(url, cookie))
  }
  return shown
}

async function pagesOfSingleThings(dataDir: string, most: number): Promise<string[]> {
  const tables = await databaseInClear({ dataDir })
  const ids = (table: string, pattern: RegExp) =>
    [...(tables.get(`public.${table}`) ?? '').matchAll(pattern)].map(([, id = '']) => id).slice(0, most)
  const firstUuid = /^\(([\da-f-]{36}),/gm
  return [
    ...ids('request', firstUuid).flatMap((id) => [`/requests/${id}`, `/api/requests/${id}`]),
    ...ids('cloud_account', firstUuid).flatMap((id) => [`/settings/accounts/${id}`, `/api/accounts/${id}`]),
    ...ids('audit', /^\((\d+),/gm).map((seq) => `/api/audit/${seq}`),
  ]
}

/** The first words of a stream of live events. */
async function beginningOfEvents(url: string, cookie: string): Promise<string> {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/api/events?since=unknown-1`, { headers: { cookie }, signal: leaving.signal })
  const first = await answer.body?.getReader().read()
  leaving.abort()
  return new TextDecoder().decode(first?.value)
}

/** The program as browsers get it, with its maps if there are any. */
const filesOfBrowsers = (): Map<string, string> =>
  new Map(
    globSync('static/**/*.{js,css,map,json}', { cwd: built }).map((name) => [
      name,
      readFileSync(join(built, name), 'utf8'),
    ]),
  )
