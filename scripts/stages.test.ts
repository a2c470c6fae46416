import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { conclude, playwrightTally, total } from './stages.ts'

const root = path.resolve(import.meta.dirname, '..')
let directory = ''
afterEach(async () => {
  if (directory !== '') await rm(directory, { recursive: true, force: true })
  process.exitCode = undefined
})

test('tests that pass, fail, or pass only when repeated are told apart, and a file that cannot load has failed', async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'countersign-count-'))
  await symlink(path.join(root, 'node_modules'), path.join(directory, 'node_modules'))
  const counted = path.join(directory, 'tally.json')
  const begin = `import { expect, test } from 'vitest'\nlet tries = 0\n`
  const files = {
    'steady.test.ts': `${begin}test('holds', () => expect(1).toBe(1))\ntest('breaks', () => expect(1).toBe(2))\n`,
    'unsteady.test.ts': `${begin}test('holds at last', () => expect((tries += 1)).toBe(2))\n`,
    'broken.test.ts': `import './what-is-not-there.ts'\n`,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(directory, name), text)
  const reporter = path.join(root, 'scripts/count-tests.ts')
  const args = ['run', '--retry=1', `--root=${directory}`, `--reporter=${reporter}`]
  const env = { ...process.env, COUNTED_TESTS: counted, VITEST: undefined }
  await once(
    spawn(path.join(root, 'node_modules/.bin/vitest'), args, { cwd: directory, env, stdio: 'ignore' }),
    'close',
  )
  expect(JSON.parse(await readFile(counted, 'utf8'))).toEqual({
    passed: 2,
    failed: 2,
    unsteady: ['unsteady.test.ts > holds at last'],
  })
})

test('a browser test that passed only when repeated is named', () => {
  const spec = (title: string, status: string) => ({ file: 'buy.e2e.ts', title, tests: [{ status }] })
  const suites = [{ specs: [spec('buys', 'expected')], suites: [{ specs: [spec('pays', 'flaky')] }] }]
  const report = JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [], suites })
  expect(playwrightTally(report)).toEqual({ passed: 6, failed: 1, unsteady: ['buy.e2e.ts › pays'] })
})

test('an error outside any browser test counts as failed', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 0 }
  const report = JSON.stringify({ stats, errors: [{ message: 'no server' }], suites: [] })
  expect(playwrightTally(report)).toEqual({ passed: 5, failed: 1, unsteady: [] })
})

test('counts add up over stages, and the last line follows the names of what is unsteady', () => {
  const tallies = [
    { passed: 2, failed: 0, unsteady: ['a'] },
    { passed: 3, failed: 1 },
  ]
  const lines = vi.spyOn(console, 'log').mockReturnValue()
  conclude(total(tallies))
  expect(lines.mock.calls.flat()).toEqual(['! passed only when repeated: a', '5 passed, 1 failed'])
  expect(process.exitCode).toBe(1)
})
