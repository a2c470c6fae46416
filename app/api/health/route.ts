import { readHealth } from '#lib/metrics/health.ts'
import { webDatabase } from '#lib/db/web.ts'

/** 200 when purchases can be made and followed, else 503; the body says which part is missing. Needs no session. */
export async function GET(): Promise<Response> {
  const health = await readHealth(webDatabase())
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
