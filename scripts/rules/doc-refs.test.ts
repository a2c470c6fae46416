import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { committedFiles, readText, root } from './committed-files.ts'

const folders = 'app|components|lib|emulator|e2e|bench|scripts|docs|public|[.]ci'
const writtenByPrograms = /^bench\/(?:results[.]json$|out\/)/

/** The paths that a page names in backticks or links to, from the top of the repository. */
function references(page: string, text: string): string[] {
  const inBackticks = [...text.matchAll(new RegExp(`\`((?:${folders})/[\\w./()[\\]@-]*)(?::\\d+(?:-\\d+)?)?\``, 'g'))]
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
  return [
    ...inBackticks.map(([, reference = '']) => reference),
    ...links.map(([, reference = '']) => path.posix.join(path.posix.dirname(page), reference)),
  ].filter((reference) => !writtenByPrograms.test(reference))
}

const pages = committedFiles().filter((file) => file.endsWith('.md'))

test.each(pages)('%s names only paths that exist', (page) => {
  const missing = references(page, readText(page) ?? '').filter((each) => !existsSync(path.join(root, each)))
  expect(missing).toEqual([])
})

test('a path in backticks, with or without a line, and a relative link count as references', () => {
  const text = 'See `lib/gone.ts`, `lib/gone.ts:12`, [a page](../guides/gone.md) and `npm run gone`; not `lib/<new>/`.'
  expect(references('docs/decisions/page.md', text)).toEqual(['lib/gone.ts', 'lib/gone.ts', 'docs/guides/gone.md'])
})
