import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

/** Paths of all committed files, from the top of the repository. */
export const committedFiles = (): string[] =>
  execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)

/** The text of a committed file, or undefined for a binary one and for one that is deleted but not yet committed. */
export function readText(file: string): string | undefined {
  try {
    const text = readFileSync(path.join(root, file), 'utf8')
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
