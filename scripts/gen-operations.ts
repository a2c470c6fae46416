import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const operationsDir = path.resolve(import.meta.dirname, '../lib/operations')
const header =
  '// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.\n'

type Registry = 'registry.gen.ts' | 'wizards.gen.ts' | 'capabilities.gen.ts' | 'words.gen.ts'

/** The texts of the registries for the operation folders in `directory`; a folder counts when it has operation.ts. */
export function renderRegistries(directory: string): Record<Registry, string> {
  const keys = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(directory, entry.name, 'operation.ts')))
    .map((entry) => entry.name)
    .toSorted()
  const having = (file: string) => keys.filter((key) => existsSync(path.join(directory, key, file)))
  return {
    'registry.gen.ts': renderOperations(keys),
    'wizards.gen.ts': renderWizards(having('wizard.tsx')),
    'capabilities.gen.ts': renderCapabilities(having('capability.ts')),
    'words.gen.ts': renderWords(having('titles.ts'), having('words')),
  }
}

function renderOperations(keys: string[]) {
  const imports = keys.map((key) => `import { operation as ${camelCase(key)} } from './${key}/operation.ts'\n`)
  const entries = keys.map((key) => (/-/.test(key) ? `  '${key}': ${camelCase(key)},\n` : `  ${key},\n`))
  const type = 'export type OperationKey = keyof typeof operations\n'
  return `${header}${imports.join('')}\nexport const operations = ${block(entries)} as const\n\n${type}`
}

function renderWizards(keys: string[]) {
  const entries = keys.map((key) => `  ${property(key)}: () => import('./${key}/wizard-later.tsx'),\n`)
  return `${header}\nexport const wizards = ${block(entries)} as const\n`
}

function renderCapabilities(keys: string[]) {
  const imports = keys.map((key) => `import { capability as ${camelCase(key)} } from './${key}/capability.ts'\n`)
  const entries = keys.map((key) => (/-/.test(key) ? `  '${key}': ${camelCase(key)},\n` : `  ${key},\n`))
  return `${header}${imports.join('')}\nexport const rules = ${block(entries)} as const\n`
}

/** Titles come from `titles.ts`, all other words of an operation from its folder `words`, where it has one. */
function renderWords(withTitles: string[], withWords: string[]) {
  const imports = [
    ...withTitles.map((key) => `import * as ${camelCase(key)}Titles from './${key}/titles.ts'\n`),
    ...withWords.map((key) => `import { words as ${camelCase(key)} } from './${key}/words/en.ts'\n`),
    ...withWords.map((key) => `import { words as ${camelCase(key)}Zh } from './${key}/words/zh-CN.ts'\n`),
  ]
  const titles = (language: string) =>
    withTitles.map((key) => `  ${property(key)}: ${camelCase(key)}Titles.${language},\n`)
  const words = (suffix: string) => withWords.map((key) => `  ${property(key)}: ${camelCase(key)}${suffix},\n`)
  return [
    header,
    "import type { Translation } from '../i18n/translation.ts'\n",
    ...imports,
    `\nexport const titles = ${block(titles('english'))} as const\n`,
    `\nexport const titlesZh: Translation<typeof titles> = ${block(titles('chinese'))}\n`,
    `\nexport const words = ${block(words(''))} as const\n`,
    `\nexport const wordsZh${withWords.length > 0 ? ': Translation<typeof words>' : ''} = ${block(words('Zh'))}\n`,
  ].join('')
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
