import type { NextRequest } from 'next/server'
import { env } from '#lib/env.ts'
import { renderMetrics } from '#lib/metrics/metrics.ts'
import { mayRead, refusals } from '#lib/metrics/metrics-token.ts'
import { webDatabase } from '#lib/db/web.ts'

const headers = { 'cache-control': 'no-store', 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }

/** What Prometheus scrapes: numbers only, no names. It shows a token instead of a session. */
export async function GET(request: NextRequest): Promise<Response> {
  const may = mayRead(request.headers.get('authorization'), env().COUNTERSIGN_METRICS_TOKEN)
  if (may !== 'yes') return new Response(refusals[may].words, { status: refusals[may].status, headers })
  return new Response(await renderMetrics(webDatabase()), { headers })
}
