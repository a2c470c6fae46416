import { existsSync, readFileSync } from 'node:fs'

/** What a stack is started with, so that all of its programs write down in `file` whom they connect to. */
export const recordingOutbound = (file: string): { OUTBOUND_LOG: string; NODE_OPTIONS: string } => ({
  OUTBOUND_LOG: file,
  NODE_OPTIONS: `--import=${new URL('record-outbound.ts', import.meta.url).href}`,
})

/** The programs that hold keys, as they were started. */
const programs = { web: /\/next\/dist\/bin\/next$/, worker: /\/lib\/worker\/main\.ts$/ }
export type Program = keyof typeof programs

/** The addresses that web and worker each connected to, `host:port`; a socket in the file system by its path. */
export function connectedTo(file: string): Record<Program, string[]> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const of = (program: RegExp) => [
    ...new Set(lines.map((line) => line.split('\t')).flatMap(([by = '', to = '']) => (program.test(by) ? [to] : []))),
  ]
  return { web: of(programs.web), worker: of(programs.worker) }
}

/** Where each of them is, as `host:port`. */
type Places = { database: string; cloud: string; web: string; collector?: string | undefined }

/**
 * What is not as docs/guides/security.md says: whoever else web and worker connected to. Both use the database, whatever else is
 * tried: one that is not seen there was not watched.
 */
export function otherwiseThanDocumented(
  connected: Record<Program, string[]>,
  { database, cloud, web, collector }: Places,
): string[] {
  const both = [database, cloud, collector]
  // Next hands an action on to itself that is posted to a page which does not have it.
  const documented: Record<Program, (string | undefined)[]> = { web: [...both, web], worker: both }
  return (['web', 'worker'] as const).flatMap((program) => [
    ...connected[program].filter((place) => !documented[program].includes(place)).map((to) => `${program} to ${to}`),
    ...(connected[program].includes(database) ? [] : [`${program} was not watched`]),
  ])
}
