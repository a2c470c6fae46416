import { expect, test } from 'vitest'
import { readText } from './committed-files.ts'

// package.json is our own file, and npm refuses it in any other shape.
const manifest = JSON.parse(readText('package.json') ?? '{}') as Record<string, Record<string, string>>
const explained = [...(readText('docs/decisions/dependencies.md') ?? '').matchAll(/^- `([^`]+)`: \S.{9,}/gm)].map(
  ([, name = '']) => name,
)

test('every dependency has one line that says why it is here, and no line outlives its dependency', () => {
  const installed = Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] })
  expect(explained.toSorted()).toEqual(installed.toSorted())
})
