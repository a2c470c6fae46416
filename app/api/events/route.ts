import type { NextRequest } from 'next/server'
import { clientAddress } from '#lib/auth/client-address.ts'
import { accountsWith } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import { env } from '#lib/env.ts'
import { AppError, errorStatus } from '#lib/errors.ts'
import { toFailure } from '#lib/failure.ts'
import { processHub } from '#lib/live/process-hub.ts'
import { liveStream } from '#lib/live/stream.ts'

const streamed = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * Server-sent events: ids of what changed, for the accounts the person has a role on, since `last-event-id`, or since the
 * page was read (`?since=`).
 */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const session = await currentSession({ isActivity: false })
    if (!session) throw new AppError('unauthenticated', 'errors.signInFirst')
    const hub = await processHub()
    const { signal, headers } = request
    const address = clientAddress(headers.get('x-forwarded-for') ?? '', env().COUNTERSIGN_PROXIES)
    const { personId } = session.actor
    const crowded = hub.crowded({ personId, address })
    if (crowded !== undefined) throw new AppError('too_many', crowded)
    // Nobody would read the stream, and none that is not read is ever given back.
    if (request.method === 'HEAD') return new Response(null, { headers: streamed })
    const lastEventId = headers.get('last-event-id') ?? request.nextUrl.searchParams.get('since') ?? undefined
    const accounts = new Set(accountsWith(session.actor, 'request:read'))
    const who = { sessionIdHash: session.sessionIdHash, personId, address, accounts }
    return new Response(liveStream(hub, who, { lastEventId, signal }), {
      headers: streamed,
    })
  } catch (thrown) {
    const failure = toFailure(thrown, { entry: 'GET /api/events', traceId: crypto.randomUUID() })
    return Response.json(
      { error: failure },
      { status: errorStatus[failure.code], headers: { 'cache-control': 'no-store' } },
    )
  }
}
