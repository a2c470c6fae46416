import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

// Calls server actions as an attacker would: by their id, without the page around them.

const top = join(import.meta.dirname, '..')

const Manifest = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string(), filename: z.string() })),
})

const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), fields: z.record(z.string(), z.string()).optional() }),
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
    const found = new RegExp(`export const ${exportedName} = (?:action|begunAction|publicAction)\\(\\s*'([^']+)'`).exec(
      source,
    )
    if (!found?.[1]) throw new Error(`${filename} exports ${exportedName}, which is no action of the manifest`)
    ids.set(found[1], id)
  }
  return ids
}

/** Posts `input` to an action. Returns what it answered, or the HTTP status when it did not answer as an action does. */
export async function callAction(
  url: string,
  id: string,
  input: unknown,
  {
    cookie = '',
    page = '/',
    through,
    origin = through ?? url,
  }: { cookie?: string; page?: string; origin?: string | null; through?: string } = {},
): Promise<Answer | { status: number }> {
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
    body: JSON.stringify([input]),
  })
  // A long text before it, such as a picture, ends without a new line.
  const line = /1:(\{"ok":.*\})$/m.exec(await answer.text())
  const parsed = line?.[1] === undefined ? undefined : Answer.safeParse(JSON.parse(line[1]))
  return parsed?.success ? parsed.data : { status: answer.status }
}
