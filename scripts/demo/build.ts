import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LaunchError } from './launch-error.ts'
import { type Part, startPart } from './part.ts'

const root = path.resolve(import.meta.dirname, '../..')
const buildId = path.join(root, '.next/BUILD_ID')
const stampFile = path.join(root, '.next/countersign-stamp')
/** All that the build reads. */
const sources = ['{app,components,lib,public}/**/*', '*.{ts,mjs,json}']

/**
 * True when `.next` holds a whole build of the files as they are now: it carries their digest, or was built outside the
 * demo (`npm test`, `npm run build`) after every one of them was last changed.
 */
export function isBuilt(): boolean {
  if (!existsSync(buildId)) return false
  const builtAt = statSync(buildId).mtimeMs
  const stampedAt = existsSync(stampFile) ? statSync(stampFile).mtimeMs : 0
  if (stampedAt >= builtAt) return readFileSync(stampFile, 'utf8') === stamp()
  return sourceFiles().every((file) => statSync(path.join(root, file)).mtimeMs < builtAt)
}

/** Builds the web part; `started` is told the process, so that it can be stopped. Throws LaunchError with its last words. */
export async function build(actionsKey: string, logFolder: string, started: (part: Part) => void): Promise<void> {
  const before = stamp()
  const part = startPart({
    name: 'build',
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
      NO_COLOR: '1',
    },
    logFolder,
  })
  started(part)
  if ((await part.ended) !== 0) throw new LaunchError(`The web part cannot be built:\n${part.lastWords()}`)
  writeFileSync(stampFile, before)
}

/** A digest of the sources' contents: clocks and checkouts do not matter. */
function stamp(): string {
  const digest = createHash('sha256')
  for (const file of sourceFiles())
    digest
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  return digest.digest('hex')
}

const sourceFiles = (): string[] =>
  globSync(sources, { cwd: root })
    .filter(
      (file) => !/[.]test[.]tsx?$|[.]tsbuildinfo$|^next-env/.test(file) && statSync(path.join(root, file)).isFile(),
    )
    .toSorted()
