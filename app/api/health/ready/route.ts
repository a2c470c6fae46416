import { webDatabase } from '#lib/db/web.ts'
import { readReadiness } from '#lib/metrics/health.ts'
import { isDraining } from '#lib/serving/drain.ts'

/** 200 while a proxy may send people here: the database answers, and the process does not stop. Needs no session. */
export async function GET(): Promise<Response> {
  const ready = await readReadiness(webDatabase(), isDraining())
  return Response.json(ready, { status: ready.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
