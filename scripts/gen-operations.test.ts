import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderRegistries, updateRegistries } from './gen-operations.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'countersign-operations-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function addOperation(key: string, ...files: string[]) {
  mkdirSync(path.join(directory, key))
  for (const file of files) writeFileSync(path.join(directory, key, file), 'export const operation = 1\n')
}

test('each folder with an operation appears in both registries, in the order of its key', () => {
  addOperation('resize', 'operation.ts', 'wizard.tsx')
  addOperation('buy-phone-servers', 'operation.ts', 'wizard.tsx')
  addOperation('fixtures', 'documented.json')
  const registries = renderRegistries(directory)

  expect(registries['registry.gen.ts']).toContain(
    [
      "import { operation as buyPhoneServers } from './buy-phone-servers/operation.ts'",
      "import { operation as resize } from './resize/operation.ts'",
      '',
      'export const operations = {',
      "  'buy-phone-servers': buyPhoneServers,",
      '  resize,',
      '} as const',
    ].join('\n'),
  )
  expect(registries['wizards.gen.ts']).toContain(
    [
      'export const wizards = {',
      "  'buy-phone-servers': () => import('./buy-phone-servers/wizard-later.tsx'),",
      "  resize: () => import('./resize/wizard-later.tsx'),",
      '} as const',
    ].join('\n'),
  )
})

test('an operation without a form has no wizard', () => {
  addOperation('switch', 'operation.ts')
  expect(renderRegistries(directory)['wizards.gen.ts']).toContain('export const wizards = {} as const')
})

test('states and words of an operation are gathered, and one without them is left out', () => {
  addOperation('resize', 'operation.ts', 'capability.ts', 'titles.ts')
  mkdirSync(path.join(directory, 'resize', 'words'))
  addOperation('switch', 'operation.ts', 'titles.ts')
  const registries = renderRegistries(directory)

  expect(registries['capabilities.gen.ts']).toContain('export const rules = {\n  resize,\n} as const')
  expect(registries['words.gen.ts']).toContain('export const titles = {\n  resize: resizeTitles.english,\n  switch:')
  expect(registries['words.gen.ts']).toContain('export const words = {\n  resize: resize,\n} as const')
})

test('the check names stale registries and leaves them as they are', () => {
  addOperation('resize', 'operation.ts', 'wizard.tsx')
  expect(updateRegistries(directory, { check: true })).toEqual([
    'registry.gen.ts',
    'wizards.gen.ts',
    'capabilities.gen.ts',
    'words.gen.ts',
  ])
  expect(updateRegistries(directory, { check: false })).toEqual([
    'registry.gen.ts',
    'wizards.gen.ts',
    'capabilities.gen.ts',
    'words.gen.ts',
  ])
  expect(updateRegistries(directory, { check: true })).toEqual([])

  writeFileSync(path.join(directory, 'wizards.gen.ts'), 'export const wizards = {}\n')
  expect(updateRegistries(directory, { check: true })).toEqual(['wizards.gen.ts'])
  expect(readFileSync(path.join(directory, 'wizards.gen.ts'), 'utf8')).toBe('export const wizards = {}\n')
})
