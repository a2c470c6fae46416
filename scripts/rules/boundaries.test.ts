import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findViolations } from './boundaries.ts'

const packages = ['zod', 'react', 'next', 'pg', 'vitest', 'fastify']

/** A small console that keeps every rule, including the cases nearest to breaking one. */
const cleanTree: Record<string, string> = {
  'lib/env.ts': 'export const env = { port: 3000 }',
  'lib/clock.ts': 'export const now = () => new Date()',
  'lib/db/client.ts': "import pg from 'pg'\nexport const pool = new pg.Pool()",
  'lib/db/testing/global-setup.ts': "import { pool } from '../client.ts'\nexport default () => pool.end()",
  'lib/db/client.test.ts':
    "import { test } from 'vitest'\nimport { pool } from './client.ts'\ntest('x', () => pool.end())",
  'lib/cloud/transport.ts': 'export const send = async () => fetch("https://cloud.test")',
  'lib/auth/permissions.ts': "import type { Actor } from './session.ts'\nexport const denial = (a: Actor) => a.id",
  'lib/auth/session.ts':
    "import { pool } from '../db/client.ts'\nexport type Actor = { id: string }\nexport const read = () => pool",
  'lib/requests/store.ts':
    "import { pool } from '#lib/db/client.ts'\nexport type Row = { id: string }\nexport const move = () => pool",
  'lib/requests/submit.ts': [
    "'use server'",
    "import { move } from './store.ts'",
    "import { operations } from '../operations/registry.gen.ts'",
    'export async function submit() { return [move(), operations] }',
  ].join('\n'),
  'lib/operations/kit.ts':
    "import type { ReactNode } from 'react'\nexport type Step = { body: ReactNode }\nexport const define = <T>(spec: T) => spec",
  'lib/operations/primitives.ts': "import { z } from 'zod'\nexport const Name = z.string()",
  'lib/operations/buy/contract.ts':
    "import { z } from 'zod'\nimport { Name } from '../primitives.ts'\nimport { port } from './ports.ts'\nimport { Place } from '../phone-placement/contract.ts'\nexport const Input = z.strictObject({ name: Name, port, place: Place })",
  'lib/operations/phone-placement/contract.ts': "import { z } from 'zod'\nexport const Place = z.string()",
  'lib/operations/buy/ports.ts': "import { z } from 'zod'\nexport const port = z.int()",
  'lib/operations/buy/operation.ts':
    "import { define } from '../kit.ts'\nimport { Input } from './contract.ts'\nexport const operation = define({ key: 'buy', input: Input })",
  'lib/operations/buy/wizard.tsx':
    "'use client'\nimport { Button } from '#components/ui/button.tsx'\nimport { Input } from './contract.ts'\nexport const Wizard = () => <Button label={String(Input)} />",
  'lib/operations/registry.gen.ts':
    "import { operation as buy } from './buy/operation.ts'\nexport const operations = { buy } as const",
  'lib/operations/buy/wizard-later.tsx': "'use client'\nexport const WizardLater = () => import('./wizard.tsx')",
  'lib/operations/wizards.gen.ts': "export const wizards = { buy: () => import('./buy/wizard-later.tsx') }",
  'lib/worker/main.ts':
    "import { send } from '../cloud/transport.ts'\nimport { move } from '../requests/store.ts'\nimport { operations } from '../operations/registry.gen.ts'\nawait send().then(move)\nexport const keys = Object.keys(operations)",
  'components/ui/button.tsx':
    "import { useState } from 'react'\nimport { now } from '#lib/clock.ts'\nexport const Button = ({ label }: { label: string }) => { useState(now()); return <b>{label}</b> }",
  'components/request/card.tsx':
    "'use client'\nimport type { Row } from '#lib/requests/store.ts'\nimport { denial } from '#lib/auth/permissions.ts'\nimport { submit } from '#lib/requests/submit.ts'\nexport const Card = ({ row }: { row: Row }) => <i onClick={() => submit()}>{denial(row)}</i>",
  'app/(console)/requests/page.tsx':
    "import { Card } from '#components/request/card.tsx'\nimport { wizards } from '#lib/operations/wizards.gen.ts'\nexport default () => <Card row={{ id: String(wizards) }} />",
  'app/(console)/requests/layout.tsx':
    "import { z } from 'zod'\nimport { Later } from '#components/request/later.tsx'\nexport default () => <Later at={String(z)} />",
  'components/request/later.tsx':
    "'use client'\nimport type { ZodType } from 'zod'\nimport { submit } from '#lib/requests/submit.ts'\nconst form = import('./form.tsx')\nexport const Later = ({ at }: { at: string | ZodType }) => <i onClick={() => submit()}>{String([at, form])}</i>",
  'components/request/form.tsx': "import { z } from 'zod'\nexport const Form = () => <b>{String(z)}</b>",
  'app/api/health/route.ts':
    "import { pool } from '#lib/db/client.ts'\nimport { env } from '#lib/env.ts'\nexport const GET = () => Response.json([pool, env])",
  'emulator/main.ts':
    "import fastify from 'fastify'\nimport { entries } from './ledger.ts'\nexport const app = [fastify(), entries]",
  'emulator/ledger.ts': 'export const entries: string[] = []',
  'e2e/buy.e2e.ts': "import { Input } from '#lib/operations/buy/contract.ts'\nexport const input = Input",
  'scripts/demo.ts': 'export const start = () => 1',
}

type Seed = { rule: string; file: string; text: string; alongside?: Record<string, string> }

const seeds: Seed[] = [
  {
    rule: 'no-cycles',
    file: 'lib/clock.ts',
    text: "import { later } from './later.ts'\nexport const now = () => later",
    alongside: { 'lib/later.ts': "import { now } from './clock.ts'\nexport const later = () => now()" },
  },
  { rule: 'resolvable', file: 'lib/clock.ts', text: "import { tick } from './tick.ts'\nexport const now = () => tick" },
  {
    rule: 'nobody-imports-the-emulator',
    file: 'lib/clock.ts',
    text: "import { entries } from '../emulator/ledger.ts'\nexport const now = () => entries",
  },
  {
    rule: 'emulator-is-an-independent-witness',
    file: 'emulator/ledger.ts',
    text: "import type { Row } from '../lib/requests/store.ts'\nexport const entries: Row[] = []",
  },
  {
    rule: 'contracts-are-pure',
    file: 'lib/operations/buy/contract.ts',
    text: "import { now } from '#lib/clock.ts'\nexport const Input = now()",
  },
  {
    rule: 'contracts-are-pure',
    file: 'lib/operations/buy/ports.ts',
    text: "import { now } from '#lib/clock.ts'\nexport const port = now()",
  },
  {
    rule: 'operations-are-islands',
    file: 'lib/operations/buy/operation.ts',
    text: "import { step } from '../switch/operation.ts'\nimport { Input } from './contract.ts'\nexport const operation = [step, Input]",
    alongside: { 'lib/operations/switch/operation.ts': 'export const step = 1' },
  },
  {
    rule: 'operations-are-islands',
    file: 'lib/operations/phone-placement/zones.ts',
    text: "import { zone } from '../switch/zone.ts'\nexport const zones = [zone]",
    alongside: { 'lib/operations/switch/zone.ts': 'export const zone = 1' },
  },
  {
    rule: 'operations-know-no-machinery',
    file: 'lib/operations/buy/operation.ts',
    text: "import { Input } from './contract.ts'\nimport { find } from '#lib/jobs/find.ts'\nexport const operation = [Input, find]",
    alongside: { 'lib/jobs/find.ts': 'export const find = 1' },
  },
  {
    rule: 'operations-through-the-registry',
    file: 'app/(console)/requests/page.tsx',
    text: "import { Card } from '#components/request/card.tsx'\nimport { Input } from '#lib/operations/buy/contract.ts'\nexport default () => <Card row={Input} />",
  },
  {
    rule: 'one-writer-of-request-state',
    file: 'app/(console)/requests/page.tsx',
    text: "import { Card } from '#components/request/card.tsx'\nimport { pool } from '#lib/db/client.ts'\nexport default () => <Card row={pool} />",
  },
  {
    rule: 'only-the-worker-and-reads-call-the-cloud',
    file: 'lib/requests/submit.ts',
    text: "'use server'\nimport { send } from '#lib/cloud/transport.ts'\nexport async function submit() { await send() }",
  },
  {
    rule: 'lib-never-imports-app',
    file: 'lib/clock.ts',
    text: "import { GET } from '#app/api/time/route.ts'\nexport const now = GET",
    alongside: { 'app/api/time/route.ts': 'export const GET = () => Response.json(1)' },
  },
  {
    rule: 'programs-stay-outside',
    file: 'lib/clock.ts',
    text: "import { start } from '../scripts/demo.ts'\nexport const now = start",
  },
  {
    rule: 'no-test-code-in-the-product',
    file: 'lib/clock.ts',
    text: "import { expect } from 'vitest'\nexport const now = () => expect",
  },
  {
    rule: 'client-never-reaches-the-server',
    file: 'components/request/card.tsx',
    text: "'use client'\nimport { move } from '#lib/requests/store.ts'\nexport const Card = ({ row }: { row: unknown }) => <i>{String([row, move])}</i>",
  },
  {
    rule: 'client-never-reaches-the-server',
    file: 'lib/operations/buy/wizard.tsx',
    text: "'use client'\nimport { readFileSync } from 'node:fs'\nexport const Wizard = () => <i>{String(readFileSync)}</i>",
  },
  {
    rule: 'client-never-reaches-the-server',
    file: 'components/request/code.tsx',
    text: "'use client'\nimport { bookWords } from '#lib/error-book/words.ts'\nexport const Code = () => <i>{String(bookWords)}</i>",
    alongside: { 'lib/error-book/words.ts': 'export const bookWords = 1' },
  },
  {
    rule: 'worker-is-headless',
    file: 'lib/worker/main.ts',
    text: [
      "import { send } from '../cloud/transport.ts'",
      "import { move } from '../requests/store.ts'",
      "import { Button } from '#components/ui/button.tsx'",
      'export const parts = [send, move, Button]',
    ].join('\n'),
  },
  {
    rule: 'first-views-are-light',
    file: 'components/request/card.tsx',
    text: "'use client'\nimport { words } from './words.ts'\nexport const Card = ({ row }: { row: unknown }) => <i>{words(row)}</i>",
    alongside: {
      'components/request/words.ts': "import { z } from 'zod'\nexport const words = (row: unknown) => String([z, row])",
    },
  },
  {
    rule: 'first-views-are-light',
    file: 'lib/operations/wizards.gen.ts',
    text: "export const wizards = { buy: () => import('./buy/wizard.tsx') }",
  },
  { rule: 'no-orphans', file: 'lib/quotes/forgotten.ts', text: 'export const forgotten = 1' },
  {
    rule: 'no-barrels',
    file: 'lib/clock.ts',
    text: "export { later } from './later.ts'\nexport const now = () => new Date()",
    alongside: { 'lib/later.ts': 'export const later = 1' },
  },
]

let home: string

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'countersign-boundaries-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function writeTree(name: string, files: Record<string, string>) {
  const tree = path.join(home, name)
  const manifest = {
    type: 'module',
    imports: { '#app/*': './app/*', '#components/*': './components/*', '#lib/*': './lib/*' },
    dependencies: Object.fromEntries(packages.map((each) => [each, '1'])),
  }
  const installed = packages.flatMap((each): [string, string][] => [
    [`node_modules/${each}/package.json`, JSON.stringify({ name: each, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${each}/index.js`, 'module.exports = {}'],
  ])
  const all = { 'package.json': JSON.stringify(manifest), ...Object.fromEntries(installed), ...files }
  for (const [file, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(tree, file)), { recursive: true })
    await writeFile(path.join(tree, file), text)
  }
  return tree
}

test('a tree that keeps the rules passes all of them', async () => {
  expect(await findViolations(await writeTree('clean', cleanTree))).toEqual([])
})

test.each(seeds.map((seed, index) => ({ ...seed, index })))(
  '$rule, and no other rule, refuses its seeded violation in $file',
  async ({ rule, file, text, alongside, index }) => {
    const tree = await writeTree(`seed-${index}`, { ...cleanTree, ...alongside, [file]: text })
    const fired = new Set((await findViolations(tree)).map((violation) => violation.rule))
    expect([...fired]).toEqual([rule])
  },
)

test('a violation names every file on the way', async () => {
  const text = "import { move } from '#lib/requests/store.ts'\nexport const now = move"
  const tree = await writeTree('way', { ...cleanTree, 'lib/clock.ts': text })
  const violations = await findViolations(tree)
  expect(violations.find(({ from }) => from === 'components/ui/button.tsx')?.via).toEqual([
    'lib/clock.ts',
    'lib/requests/store.ts',
    'lib/db/client.ts',
  ])
})
