import { renderMetrics } from '#lib/metrics/metrics.ts'
import { webDatabase } from '#lib/db/web.ts'

/** What Prometheus scrapes: numbers only, no names, so it needs no session. */
export async function GET(): Promise<Response> {
  return new Response(await renderMetrics(webDatabase()), {
    headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}
