import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const operationsDir = path.resolve(import.meta.dirname, '../lib/operations')
const header =
  '// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.\n'

/** The texts of the two registries for the operation folders in `directory`; a folder counts when it has operation.ts. */
export function renderRegistries(directory: string): Record<'registry.gen.ts' | 'wizards.gen.ts', string> {
  const keys = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(directory, entry.name, 'operation.ts')))
    .map((entry) => entry.name)
    .toSorted()
  const withWizard = keys.filter((key) => existsSync(path.join(directory, key, 'wizard.tsx')))
  return { 'registry.gen.ts': renderOperations(keys), 'wizards.gen.ts': renderWizards(withWizard) }
}

function renderOperations(keys: string[]) {
  const imports = keys.map((key) => `import { operation as ${camelCase(key)} } from './${key}/operation.ts'\n`)
  const entries = keys.map((key) => (/-/.test(key) ? `  '${key}': ${camelCase(key)},\n` : `  ${key},\n`))
  const type = 'export type OperationKey = keyof typeof operations\n'
  return `${header}${imports.join('')}\nexport const operations = ${block(entries)} as const\n\n${type}`
}

function renderWizards(keys: string[]) {
  const entries = keys.map((key) => `  ${property(key)}: () => import('./${key}/wizard.tsx'),\n`)
  return `${header}\nexport const wizards = ${block(entries)} as const\n`
}

const block = (entries: string[]) => (entries.length > 0 ? `{\n${entries.join('')}}` : '{}')
const property = (key: string) => (/-/.test(key) ? `'${key}'` : key)
const camelCase = (key: string) => key.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Writes what differs, or with `check` only names it. */
export function updateRegistries(directory: string, { check }: { check: boolean }): string[] {
  const stale = Object.entries(renderRegistries(directory)).filter(([file, text]) => {
    const target = path.join(directory, file)
    return !existsSync(target) || readFileSync(target, 'utf8') !== text
  })
  if (!check) for (const [file, text] of stale) writeFileSync(path.join(directory, file), text)
  return stale.map(([file]) => file)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const check = process.argv.includes('--check')
  const stale = updateRegistries(operationsDir, { check })
  for (const file of stale) console.log(`${file} ${check ? 'is stale: run `npm run gen`' : 'written'}`)
  process.exitCode = check && stale.length > 0 ? 1 : 0
}
