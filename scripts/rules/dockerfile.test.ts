import { describe, expect, test } from 'vitest'
import { committedFiles, readText } from './committed-files.ts'

const dockerfile = readText('Dockerfile') ?? ''
const lines = dockerfile
  .replaceAll('\\\n', ' ')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'))
const instructions = lines.map((line) => {
  const [name = '', ...rest] = line.split(/\s+/)
  return { name, rest: rest.join(' ') }
})
const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest)
const stages = all('FROM')
const running = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'))

/** The first Node of its line without a published flaw that lets others run code. */
const safeNode = [24, 22, 1] as const

describe('the Dockerfile', () => {
  test('pins one whole version of Node for every stage, of the line that package.json names, without known flaws', () => {
    expect(stages).toHaveLength(2)
    for (const stage of stages) expect(stage).toMatch(/^node:\$\{NODE_VERSION\}-bookworm-slim AS \w+$/)
    const pinned =
      /^NODE_VERSION=(\d+)\.(\d+)\.(\d+)$/
        .exec(all('ARG')[0] ?? '')
        ?.slice(1)
        .map(Number) ?? []
    // package.json is our own file, and npm refuses it in any other shape.
    const manifest = JSON.parse(readText('package.json') ?? '{}') as { dependencies: Record<string, string> }
    expect(pinned[0]).toBe(Number(manifest.dependencies['node']?.split('.')[0]))
    expect(isAtLeast(pinned, safeNode)).toBe(true)
    // The registry's package of Node may be behind: as soon as it is not, both are one again.
    const packaged = manifest.dependencies['node']?.split('.').map(Number) ?? []
    expect(isAtLeast(packaged, safeNode) ? packaged : pinned).toEqual(pinned)
  })

  test('runs as nobody in particular, on files that this user cannot change', () => {
    expect(running.findLast(({ name }) => name === 'USER')?.rest).toBe('node')
    expect(running.filter(({ name }) => name === 'COPY').every(({ rest }) => !rest.includes('--chown'))).toBe(true)
  })

  test('holds no secret: none is an argument, a variable or a file of the image', () => {
    const said = [...all('ARG'), ...all('ENV')].join('\n')
    expect(said).not.toMatch(/KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL/)
    for (const copied of all('COPY')) expect(copied).not.toMatch(/\.env|\.data|secrets/)
    expect(all('RUN').filter((command) => command.includes('ENCRYPTION_KEY'))).toEqual([
      expect.stringMatching(/^--mount=type=secret,id=actions-key,required=true /),
    ])
  })

  test('installs what the lockfile says, and nothing later', () => {
    expect(
      all('RUN').filter((command) => /(?:^|&& )(?:npm (?:i|install|add|exec|update)\b|npx )/.test(command)),
    ).toEqual([])
    expect(dockerfile).not.toMatch(/\b(curl|wget|apt-get|ADD)\b/)
  })

  test('is alive by a check, stops by a signal that its parts know, and starts programs that are there', () => {
    expect(running.some(({ name }) => name === 'HEALTHCHECK')).toBe(true)
    expect(all('STOPSIGNAL')).toEqual(['SIGTERM'])
    const files = committedFiles()
    const named = [...dockerfile.matchAll(/(?:^|[ "/])((?:lib|scripts|deploy)\/[\w/-]+\.(?:ts|mjs))/gm)].map(
      ([, file]) => file,
    )
    const forOwners = ['connect', 'keys', 'rewrap', 'verify-audit'].map((name) => `scripts/${name}.ts`)
    expect(new Set(named)).toEqual(
      new Set(['lib/worker/main.ts', 'lib/db/migrate.ts', 'deploy/is-alive.mjs', ...forOwners]),
    )
    for (const file of named) expect(files).toContain(file)
    const ignored = readText('.dockerignore') ?? ''
    for (const file of forOwners) expect(ignored).toContain(`!${file}\n`)
  })

  test('sees only the files that it is built from', () => {
    const [first, ...rest] = (readText('.dockerignore') ?? '')
      .split('\n')
      .filter((line) => line !== '' && line[0] !== '#')
    expect(first).toBe('*')
    const seen = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
    const files = committedFiles()
    for (const name of seen) expect(files.some((file) => file === name || file.startsWith(`${name}/`))).toBe(true)
    expect(seen.join('\n')).not.toMatch(/\.env|\.data|\.git/)
  })
})

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  for (const [index, part] of least.entries()) if (version[index] !== part) return (version[index] ?? 0) > part
  return true
}
