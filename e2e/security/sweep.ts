import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPeople } from '#lib/auth/demo-people.ts'
import { operations } from '#lib/operations/registry.gen.ts'
import { keepSecrets } from '../../scripts/demo/secrets.ts'
import { textsInHeap } from '../heap.ts'
import { databaseInClear, logsOf, webProcesses } from '../places-of-secrets.ts'
import { type Stack, signIn } from '../stack.ts'
import { type Canary, formsOf, released } from './canaries.ts'
import { pages, reads } from './pages.ts'

const built = join(import.meta.dirname, '../../.next')

/** Where a secret was found. */
type Find = { what: string; where: string }

/**
 * Looks for every secret that the tests used in everything that the run of a stack left: logs, database, pages, reads,
 * exports, events, numbers, files of browsers, environments, and `more` by name. Returns what was found where, and how much was
 * searched. `isThorough` goes through it as each of the people, else as the one who sees most, and reads the heap of the web, for
 * which the stack must have been started with `readableHeap`. `planted` are looked for as well.
 */
export async function sweep(
  stack: Stack,
  { isThorough, more, planted = [] }: { isThorough: boolean; more: Map<string, string>; planted?: Canary[] },
): Promise<{ finds: Find[]; secrets: number; places: number; bytes: number }> {
  const own = await keepSecrets(stack.dataDir)
  const keys = (await stack.cloud.credentials()).map(({ kind, sk }): Canary => ({
    what: `a key (${kind})`,
    secret: sk,
  }))
  const private_: Canary[] = [
    ...planted,
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
  const processes = webProcesses(stack)
  if (processes.length === 0) throw new Error('The sweep did not find the process of the web')
  const environments = named('environment', new Map(processes.map((it) => [String(it.pid), it.environment])))
  const finds = [
    ...find([...private_, ...ofTheWeb], places),
    ...find(private_, environments),
    // Of the rest the web knows what it needs: who is signed in, and what reads the cloud.
    ...(isThorough ? await findInMemory(stack, private_.filter(neverKept)) : []),
  ]
  const bytes = [...places.values()].reduce((sum, { length }) => sum + length, 0)
  return { finds, secrets: private_.length + ofTheWeb.length, places: places.size + environments.size, bytes }
}

/** Spending keys, and the key that opens them: the web has one while it is typed, and then no more. */
const neverKept = ({ what }: Canary): boolean => /spend|worker|planted/.test(what)

async function findInMemory(stack: Stack, secrets: Canary[]): Promise<Find[]> {
  const finds: Find[] = []
  // What is there is found: the public half of the worker's key.
  const webs = webProcesses(stack).flatMap(({ pid, environment }) => {
    const known = /COUNTERSIGN_WORKER_PUBLIC_KEY=[^\0]*?"x":"([^"]+)"/.exec(environment)?.[1]
    return known === undefined ? [] : [{ pid, known }]
  })
  if (webs.length === 0) throw new Error('The sweep found no web with the worker’s public key')
  for (const { pid, known } of webs) {
    const texts = [known, ...secrets.map(({ secret }) => secret)]
    const found = await textsInHeap(pid, join(stack.dataDir, 'logs', 'web.log'), texts)
    if (!found.includes(known)) throw new Error('The sweep could not read the memory of the web')
    for (const { what, secret } of secrets)
      if (found.includes(secret)) finds.push({ what, where: `memory of the web ${pid}` })
  }
  return finds
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
  const forms = Object.keys(operations).flatMap((key) => [`/operations/${key}/new`, `/api/drafts/${key}`])
  for (const { email, role } of isThorough
    ? demoPeople
    : demoPeople.filter((someone) => someone.email === 'owner@demo.test')) {
    const cookie = await signIn(url, email)
    const read = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(url + path, { headers: { cookie, ...headers }, redirect: 'manual' })
      if (answer.status >= 500) throw new Error(`${path} answered ${answer.status} to the sweep of ${role}`)
      keep(path, await answer.text())
    }
    for (const path of [...reads, ...exported, ...others]) await read(path)
    const listed = [...shown].flatMap(([list, text]) => pagesOfListed(list, text, isThorough ? 50 : 1))
    for (const path of [...pages, ...single, ...listed, ...(isThorough ? forms : [])]) {
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

/** How a list tells the ids of what is in it. */
const idsInLists: Record<string, RegExp> = {
  orders: /"orderId":"([^"]+)"/g,
  'phone-servers': /"serverId":"([^"]+)"/g,
  desktops: /"desktopId":"([^"]+)"/g,
  servers: /"serverId":"([^"]+)"/g,
}

/** The pages of so many of the things that a list tells of. */
function pagesOfListed(path: string, text: string, most: number): string[] {
  const list = path.replace('/api/', '')
  const ids = [...text.matchAll(idsInLists[list] ?? /$^/g)].map(([, id = '']) => id)
  return [...new Set(ids)].slice(0, most).flatMap((id) => [`/${list}/${id}`, `/api/${list}/${id}`])
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
