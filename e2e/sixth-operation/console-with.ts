import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copySources, sourcesIn } from '../copy-sources.ts'

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
 */
export function consoleWithToy(): Copy {
  const copy = copySources('sixth')
  const files = sourcesIn(top)
  cpSync(join(import.meta.dirname, key), join(copy, 'lib/operations', key), { recursive: true })
  teachTheCloud(copy)
  execFileSync(process.execPath, ['scripts/gen-operations.ts'], { cwd: copy })
  return {
    top: copy,
    changed: () =>
      sourcesIn(copy).filter(
        (file) => !files.includes(file) || !readFileSync(join(copy, file)).equals(readFileSync(join(top, file))),
      ),
    remove: () => rmSync(copy, { recursive: true, force: true }),
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
