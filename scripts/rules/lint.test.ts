import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const line${i} = ${i}`).join('\n')
const body = (count: number) => Array.from({ length: count }, (_, i) => `  total += ${i}`).join('\n')
const longFunction = (count: number) => `export function sum() {\n  let total = 0\n${body(count)}\n  return total\n}\n`

/** One violation each: the rule that must fire, the file it is seeded in, and the offending text. */
const seeds: [rule: string, file: string, text: string][] = [
  [
    'typescript(no-floating-promises)',
    'lib/floating.ts',
    'const later = async () => 1\nexport function start() {\n  later()\n}\n',
  ],
  [
    'typescript(no-misused-promises)',
    'lib/misused.ts',
    'const later = async () => true\nexport const start = () => (later() ? 1 : 2)\n',
  ],
  ['typescript(no-explicit-any)', 'lib/any.ts', 'export const parse = (value: any): unknown => typeof value\n'],
  [
    'typescript(switch-exhaustiveness-check)',
    'lib/switch.ts',
    "export function word(state: 'paid' | 'unpaid') {\n  switch (state) {\n    case 'paid':\n      return 1\n  }\n  return 2\n}\n",
  ],
  [
    'typescript(no-non-null-assertion)',
    'lib/bang.ts',
    'export const first = (values: string[]): string => values[0]!\n',
  ],
  [
    'typescript(consistent-type-imports)',
    'lib/type-import.ts',
    "import { Shape } from './shape.ts'\nexport const area = (shape: Shape) => shape.area\n",
  ],
  [
    'react-hooks(rules-of-hooks)',
    'components/hook.tsx',
    "import { useState } from 'react'\nexport function Panel({ open }: { open: boolean }) {\n  if (open) useState(0)\n  return <p>1</p>\n}\n",
  ],
  [
    'react-hooks(exhaustive-deps)',
    'components/deps.tsx',
    "import { useEffect } from 'react'\nexport function Title({ text }: { text: string }) {\n  useEffect(() => {\n    document.title = text\n  }, [])\n  return <p>{text}</p>\n}\n",
  ],
  ['jsx-a11y(alt-text)', 'components/alt.tsx', 'export const Logo = () => <input type="image" src="/logo.svg" />\n'],
  [
    'jsx-a11y(label-has-associated-control)',
    'components/label.tsx',
    'export const Field = () => <label>Name</label>\n',
  ],
  [
    'react(forbid-dom-props)',
    'components/styled.tsx',
    'export const Bar = ({ width }: { width: string }) => <span style={{ width }} />\n',
  ],
  [
    'react(forbid-component-props)',
    'components/styled-part.tsx',
    "import { Bar } from './bar.tsx'\nexport const Half = () => <Bar style={{ width: '50%' }} />\n",
  ],
  ['import(no-default-export)', 'lib/default.ts', 'const sum = 1\nexport default sum\n'],
  ['eslint(max-lines)', 'lib/long.ts', lines(251)],
  ['eslint(max-lines-per-function)', 'lib/long-function.ts', longFunction(60)],
  ['eslint(max-lines-per-function)', 'components/long-function.tsx', longFunction(80)],
  ['node(no-process-env)', 'lib/settings.ts', "export const port = process.env['PORT']\n"],
  [
    'eslint(no-restricted-imports)',
    'lib/process.ts',
    "import { env } from 'node:process'\nexport const { PORT } = env\n",
  ],
  ['eslint(no-console)', 'lib/noise.ts', "export const shout = () => console.log('x')\n"],
  ['countersign(cast-needs-proof)', 'lib/cast.ts', 'export const name = (value: string | number) => value as string\n'],
  [
    'countersign(disable-needs-reason)',
    'lib/disabled.ts',
    "// oxlint-disable-next-line no-console\nexport const shout = () => console.log('x')\n",
  ],
  [
    'countersign(no-client-page)',
    'app/(console)/orders/page.tsx',
    "'use client'\nexport default function Page() {\n  return <p>1</p>\n}\n",
  ],
  [
    'countersign(strict-contract)',
    'lib/operations/buy/contract.ts',
    "import { z } from 'zod'\nexport const Input = z.object({ name: z.string() })\n",
  ],
  [
    'vitest(valid-title)',
    'lib/title.test.ts',
    "import { expect, test } from 'vitest'\ntest('it should add', () => expect(1 + 1).toBe(2))\n",
  ],
  [
    'vitest(no-restricted-vi-methods)',
    'lib/mock.test.ts',
    "import { expect, test, vi } from 'vitest'\nvi.mock('./shape.ts')\ntest('one is one', () => expect(1).toBe(1))\n",
  ],
  [
    'vitest(no-focused-tests)',
    'lib/focus.test.ts',
    "import { expect, test } from 'vitest'\ntest.only('one is one', () => expect(1).toBe(1))\n",
  ],
  [
    'vitest(no-disabled-tests)',
    'lib/skip.test.ts',
    "import { expect, test } from 'vitest'\ntest.skip('one is one', () => expect(1).toBe(1))\n",
  ],
  [
    'eslint(no-restricted-imports)',
    'lib/sleep.test.ts',
    "import { setTimeout } from 'node:timers/promises'\nimport { expect, test } from 'vitest'\ntest('time passes', async () => expect(await setTimeout(1)).toBeUndefined())\n",
  ],
  [
    'eslint(no-restricted-properties)',
    'e2e/sleep.e2e.ts',
    'export const wait = (page: { waitForTimeout(ms: number): void }) => page.waitForTimeout(1)\n',
  ],
]

/** What the rules must leave alone, each beside the rule it could be mistaken for. */
const clean: [file: string, text: string][] = [
  ['lib/shape.ts', 'export type Shape = { area: number }\n'],
  ['lib/env.ts', "export const port = process.env['PORT']\n"],
  ['lib/proven.ts', 'export const name = (value: unknown) =>\n  // The caller checked the tag.\n  value as string\n'],
  ['lib/frozen.ts', "export const states = ['paid', 'unpaid'] as const\n"],
  ['lib/exact.ts', lines(250)],
  ['lib/cast.test.ts', 'export const name = (value: string | number) => value as string\n'],
  ['components/exact.tsx', longFunction(76)],
  ['components/panel.tsx', "'use client'\nexport const Panel = () => <p>1</p>\n"],
  ['app/orders/page.tsx', 'export default function Page() {\n  return <p>1</p>\n}\n'],
  ['next.config.mjs', 'export default {}\n'],
  ['scripts/demo.ts', "export const port = process.env['PORT']\nconsole.log(port)\n"],
  [
    'lib/operations/switch/contract.ts',
    "import { z } from 'zod'\nexport const Input = z.strictObject({ name: z.string() })\nexport const Accepted = z.object({ id: z.string() })\n",
  ],
]

type Diagnostic = { code: string; filename: string }
let tree: string
let found: Map<string, string[]>

const lint = (directory: string) =>
  new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'],
      { cwd: directory, maxBuffer: 2 ** 24 },
      (_, stdout) => resolve(stdout),
    )
  })

beforeAll(async () => {
  tree = await mkdtemp(path.join(tmpdir(), 'countersign-lint-'))
  const files = [...seeds.map(([, file, text]) => [file, text] as const), ...clean]
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(tree, file)), { recursive: true })
    await writeFile(path.join(tree, file), text)
  }
  await mkdir(path.join(tree, 'scripts/rules'), { recursive: true })
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'scripts/rules/lint-plugin.ts']) {
    await copyFile(path.join(root, file), path.join(tree, file))
  }
  await symlink(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
  const { diagnostics } = JSON.parse(await lint(tree)) as { diagnostics: Diagnostic[] }
  found = new Map()
  for (const { code, filename } of diagnostics) found.set(filename, [...(found.get(filename) ?? []), code])
})

afterAll(() => rm(tree, { recursive: true, force: true }))

test.each(seeds)('%s refuses its seeded violation in %s', (rule, file) => {
  expect(found.get(file)).toEqual([rule])
})

test('code that keeps the rules passes them', () => {
  const seeded = new Set(seeds.map(([, file]) => file))
  expect([...found].filter(([file]) => !seeded.has(file))).toEqual([])
})
