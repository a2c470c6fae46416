import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isBound, isEntryPoint } from '#lib/auth/manifest.ts'

// Calls server actions as an attacker would: by their id, without the page around them.

const top = join(import.meta.dirname, '..')

const Manifest = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string(), filename: z.string() })),
})

const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.string()).optional(),
      traceId: z.string(),
    }),
  }),
])
export type Answer = z.output<typeof Answer>

/** Every server action of the build: its name in the access manifest and the id browsers call it by. */
export function actionIds(): Map<string, string> {
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(join(top, '.next/server/server-reference-manifest.json'), 'utf8')),
  )
  const ids = new Map<string, string>()
  for (const [id, { exportedName, filename }] of Object.entries(manifest.node)) {
    const source = readFileSync(join(top, filename), 'utf8')
    const found = new RegExp(
      `export const ${exportedName} = (?:action|boundAction|begunAction|publicAction)\\(\\s*'([^']+)'`,
    ).exec(source)
    if (!found?.[1]) throw new Error(`${filename} exports ${exportedName}, which is no action of the manifest`)
    ids.set(found[1], id)
  }
  return ids
}

let boundIds: ReadonlySet<string> | undefined

/** Whether the action of that id takes the token of its session before its input. */
function isBoundId(id: string): boolean {
  boundIds ??= new Set(
    [...actionIds()].filter(([name]) => isEntryPoint(name) && isBound(name)).map(([, bound]) => bound),
  )
  return boundIds.has(id)
}

type At = { cookie: string; through?: string | undefined }

/** The token that pages of that session carry, read from one of them; undefined where nobody is signed in. */
export async function pageToken(url: string, { cookie, through }: At): Promise<string | undefined> {
  const page = await fetch(`${url}/settings/me`, {
    redirect: 'manual',
    headers: { cookie, ...(through !== undefined && { 'x-forwarded-host': new URL(through).host }) },
  })
  return /\bpage\.[\w-]{43}/.exec(await page.text())?.[0]
}

/** A page is read once for each session, and again where it knew no token. */
const tokens = new Map<string, string>()

async function tokenFor(url: string, at: At): Promise<string | null> {
  if (at.cookie === '') return null
  const known = tokens.get(at.cookie) ?? (await pageToken(url, at))
  if (known !== undefined) tokens.set(at.cookie, known)
  return known ?? null
}

/** Posts `input` to an action, with the token of the session's pages where it takes one, unless `token` is given. Returns what it answered, or the HTTP status when it did not answer as an action does. */
export async function callAction(
  url: string,
  id: string,
  input: unknown,
  {
    cookie = '',
    page = '/',
    through,
    origin = through ?? url,
    token,
  }: { cookie?: string; page?: string; origin?: string | null; through?: string; token?: string | null } = {},
): Promise<Answer | { status: number }> {
  const asked = isBoundId(id)
    ? [token === undefined ? await tokenFor(url, { cookie, through }) : token, input]
    : [input]
  const answer = await fetch(url + page, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
      cookie,
      ...(origin !== null && { origin }),
      // The address that people open, as the proxy before a replica names it.
      ...(through !== undefined && { 'x-forwarded-host': new URL(through).host }),
    },
    body: JSON.stringify(asked),
  })
  // A long text before it, such as a picture, ends without a new line.
  const line = /1:(\{"ok":.*\})$/m.exec(await answer.text())
  const parsed = line?.[1] === undefined ? undefined : Answer.safeParse(JSON.parse(line[1]))
  return parsed?.success ? parsed.data : { status: answer.status }
}
