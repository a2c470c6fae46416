import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const top = join(import.meta.dirname, '../..')
const key = 'resize-by-the-hour'

/** The console's own sources with the toy operation beside the others, in a folder of their own. */
export type Copy = {
  top: string
  /** Files that are not as they were, or new, relative to the top. */
  changed(): string[]
  remove(): void
}

/**
 * Adds the toy as somebody would add an operation: a folder, `npm run gen`, and what the cloud does with the new call.
 * Dependencies are linked, not copied.
 */
export function consoleWithToy(): Copy {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-sixth-'))
  const files = listed(top)
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(top, file), join(copy, file))
  }
  linkModules(copy)
  cpSync(join(import.meta.dirname, key), join(copy, 'lib/operations', key), { recursive: true })
  teachTheCloud(copy)
  execFileSync(process.execPath, ['scripts/gen-operations.ts'], { cwd: copy })
  return {
    top: copy,
    changed: () =>
      listed(copy).filter(
        (file) => !files.includes(file) || !readFileSync(join(copy, file)).equals(readFileSync(join(top, file))),
      ),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  }
}

const notSources = new Set(['node_modules', '.git', '.next', '.data', 'test-results', 'playwright-report'])

/** All source files below a folder, relative to it. */
const listed = (folder: string): string[] =>
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

/** The pretend cloud gets the older resize call, which it answers as it does the newer one. */
function teachTheCloud(copy: string): void {
  replaceIn(join(copy, 'emulator/contract/ecs.openapi.yaml'), '\npaths:\n', (found) => `${found}${path}`)
  replaceIn(
    join(copy, 'emulator/services/ecs/handlers.ts'),
    /\bResizeServer: resizeServer,/,
    (found) => `${found}\n  ResizeServerByTheHour: resizeServer,`,
  )
}

const path = `  /v1/{project_id}/cloudservers/{server_id}/resize:
    post:
      operationId: ResizeServerByTheHour
      summary: Change the flavor of a pay-per-use server.
      x-permission: ecs:cloudServers:resize
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/ResizeServerBody' } } }
      responses:
        '200':
          description: A job.
`

function replaceIn(file: string, found: string | RegExp, by: (found: string) => string): void {
  const before = readFileSync(file, 'utf8')
  const after = before.replace(found, by)
  if (after === before) throw new Error(`${file} is not as the toy expects it`)
  writeFileSync(file, after)
}
