import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const top = join(import.meta.dirname, '../..')

/** A page or a read as its folder names it, and the names of all that it reads from the query. */
export type Entry = { pattern: string; parameters: string[] }

/** What is read from a query without a schema that could be asked. */
const namedInCode: Record<string, string[]> = {
  '/sign-in': ['next', 'error', 'csrf'],
  '/sign-in/set-up': ['next'],
  '/errors': ['code'],
  '/operations/[operation]/new': ['account', 'target', 'way'],
  '/api/auth/[...nextauth]': ['callbackUrl', 'error'],
  '/api/auth/company': ['next', 'again'],
  '/api/auth/company/callback': ['code', 'state', 'iss', 'error'],
  '/api/events': ['since'],
}

const HasShape = z.object({ shape: z.record(z.string(), z.unknown()) })

const filesOfApp = (): string[] => globSync('app/**/{page.tsx,route.ts}', { cwd: top }).toSorted()

/** Every page and every read of the console as its folder names it. */
export const patternsOfApp = (): string[] => filesOfApp().map(patternOf)

const patternOf = (file: string): string =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`

/**
 * Every page and every read of the console, taken from `app/`, with the parameters that the schemas of their sources name.
 * Throws for one that reads the query in a way that is not known here.
 */
export async function entriesOfApp(): Promise<Entry[]> {
  return await Promise.all(filesOfApp().map(entryOf))
}

async function entryOf(file: string): Promise<Entry> {
  const pattern = patternOf(file)
  const source = readFileSync(join(top, file), 'utf8')
  const inPath = new Set([...pattern.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name))
  const inCode = namedInCode[pattern] ?? []
  const inSchemas = (await Promise.all(schemasOf(source).map((name) => keysOf(source, name)))).flat()
  const parameters = [...new Set([...inSchemas, ...inCode])].filter((name) => !inPath.has(name))
  if (/searchParams/.test(source) && parameters.length === 0) throw new Error(`${file} reads a query that is not known`)
  return { pattern, parameters }
}

/** The names of the schemas with which a page or a route parses its query. */
const schemasOf = (source: string): string[] =>
  [...source.matchAll(/(?:\b(?:route|download)\('[^']+', (\w+),|\b(\w+)\.parse\(params\))/g)].flatMap(
    ([, ofRoute, ofPage]) => [ofRoute ?? ofPage ?? ''].filter((name) => name !== '' && name !== 'z'),
  )

async function keysOf(source: string, name: string): Promise<string[]> {
  const from = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '#([^']+)'`).exec(source)?.[1]
  if (from === undefined) throw new Error(`${name} is a schema from nowhere`)
  const exported = z.record(z.string(), z.unknown()).parse({ ...(await import(join(top, from))) })
  return Object.keys(HasShape.parse(exported[name]).shape)
}
