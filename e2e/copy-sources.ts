import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const top = join(import.meta.dirname, '..')
const notSources = new Set(['node_modules', '.git', '.next', '.data', 'test-results', 'playwright-report'])

/** The console's own sources in a folder of their own, which is returned. Dependencies are linked, not copied. */
export function copySources(purpose: string): string {
  const copy = mkdtempSync(join(tmpdir(), `countersign-${purpose}-`))
  for (const file of sourcesIn(top)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(top, file), join(copy, file))
  }
  linkModules(copy)
  return copy
}

/** All source files below a folder, relative to it. */
export const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !notSources.has(name) && !name.endsWith('.tsbuildinfo') && name !== 'next-env.d.ts')
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name), { recursive: true, withFileTypes: true })
            .filter((inner) => inner.isFile())
            .map((inner) => relative(folder, join(inner.parentPath, inner.name)))
        : [entry.name],
    )

function linkModules(copy: string): void {
  try {
    execFileSync('cp', ['-al', join(top, 'node_modules'), copy], { stdio: 'ignore' })
  } catch {
    // Another file system takes no hard links.
    cpSync(join(top, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  }
}
