import { expect, test } from 'vitest'
import { accessManifest, isBound, isEntryPoint } from '../../lib/auth/manifest.ts'
import { committedFiles, readText } from './committed-files.ts'

type Entries = { names: string[]; problems: string[] }

const directive = /^\s*['"]use server['"]/m
const methods = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS'

/** The actions of one file. Every export of a 'use server' file answers to anybody who can reach the console. */
function actionsIn(file: string, text: string): Entries {
  if (!directive.test(text)) return { names: [], problems: [] }
  if (!/^\s*['"]use server['"]/.test(text))
    return { names: [], problems: [`${file}: 'use server' belongs on the first line`] }
  const exported = [...text.matchAll(/^export (?!type\b)(.*)$/gm)].map(([, rest = '']) => rest)
  const made = [
    ...text.matchAll(/^export const \w+ = (?:action|boundAction|begunAction|publicAction)\(\s*'([^']+)'/gm),
  ].map(([, name = '']) => name)
  const problems = made.length === exported.length ? [] : [`${file}: an export is not made by action('<name>', …)`]
  return { names: made, problems }
}

/** The handlers of one route file, named as in the manifest: `GET /api/orders/[orderId]`. */
function handlersIn(file: string, text: string): Entries {
  if (!/^app\/(?:.*\/)?route[.]tsx?$/.test(file)) return { names: [], problems: [] }
  const url = `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`
  const exported = [...text.matchAll(/^export (?!type\b)(.*)$/gm)].flatMap(([, rest = '']) => [
    ...rest.matchAll(new RegExp(`\\b(${methods})\\b(?=\\s*(?:[=(:,}]|$))`, 'g')),
  ])
  const names = exported.map(([, method = '']) => `${method} ${url}`)
  const claimed = [...text.matchAll(/\broute\(\s*'([^']+)'/g)].map(([, name = '']) => name)
  const strays = claimed.filter((name) => !names.includes(name)).map((name) => `${file}: calls itself ${name}`)
  return { names, problems: url.startsWith('/api/') ? strays : [...strays, `${file}: handlers live under app/api`] }
}

function entriesOf(files: [file: string, text: string][]): Entries {
  const all = files.flatMap(([file, text]) => [actionsIn(file, text), handlersIn(file, text)])
  return { names: all.flatMap(({ names }) => names), problems: all.flatMap(({ problems }) => problems) }
}

const sources = committedFiles().filter(
  (file) => /^(?:app|lib|components)\/.*[.]tsx?$/.test(file) && !file.includes('.test.'),
)
const entries = entriesOf(sources.map((file) => [file, readText(file) ?? '']))

test('every server action is made by action(), and every route handler lives where its name says', () => {
  expect(entries.problems).toEqual([])
})

test('every server action and route handler has an entry in the access manifest', () => {
  expect(entries.names.filter((name) => !Object.hasOwn(accessManifest, name))).toEqual([])
})

test('what moves money, roles or keys is bound to the session of its page, and nothing else is', () => {
  const made = sources.flatMap((file) =>
    [...(readText(file) ?? '').matchAll(/^export const \w+ = (\w*[aA]ction)\(\s*'([^']+)'/gm)].map(([, by, name]) => ({
      name: name ?? '',
      isMadeBound: by === 'boundAction',
    })),
  )
  const due = Object.keys(accessManifest).filter(isEntryPoint).filter(isBound)
  expect(due.length).toBeGreaterThan(20)
  expect(
    made
      .filter(({ isMadeBound }) => isMadeBound)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(due.toSorted())
})

test('no two entry points share a name', () => {
  expect(entries.names.filter((name, index) => entries.names.indexOf(name) !== index)).toEqual([])
})

test.runIf(entries.names.length > 0)('the access manifest names nothing that does not exist', () => {
  expect(Object.keys(accessManifest).filter((name) => !entries.names.includes(name))).toEqual([])
})

test('actions are found by the name they give themselves', () => {
  const text =
    "'use server'\nexport const approve = action('request.approve', Input, verb)\nexport type Answer = string\n"
  expect(entriesOf([['lib/requests/actions.ts', text]])).toEqual({ names: ['request.approve'], problems: [] })
})

test.each([
  ['a bare export', "'use server'\nexport async function steal() {}\n"],
  ['an action among other code', "export function Page() {\n  'use server'\n}\n"],
])('%s is refused', (_, text) => {
  expect(entriesOf([['lib/steal.ts', text]]).problems).toHaveLength(1)
})

test('handlers are found under their address, however they are exported', () => {
  const found = entriesOf([
    ['app/api/orders/[orderId]/route.ts', "export const GET = route('GET /api/orders/[orderId]', Input, read)\n"],
    ['app/api/auth/[...nextauth]/route.ts', 'export { handler as GET, handler as POST }\n'],
    ['app/api/events/route.ts', 'export async function GET(request: Request) {}\nexport const dynamic = 1\n'],
  ])
  expect(found.problems).toEqual([])
  expect(found.names).toEqual([
    'GET /api/orders/[orderId]',
    'GET /api/auth/[...nextauth]',
    'POST /api/auth/[...nextauth]',
    'GET /api/events',
  ])
})

test('a handler that gives itself the name of another, or lives outside app/api, is refused', () => {
  const text = "export const GET = route('GET /api/orders', Input, read)\n"
  expect(entriesOf([['app/api/jobs/route.ts', text]]).problems).toEqual([
    'app/api/jobs/route.ts: calls itself GET /api/orders',
  ])
  expect(entriesOf([['app/(console)/orders/route.ts', 'export const GET = read\n']]).problems).toHaveLength(1)
})
