import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { RouteName } from './auth/manifest.ts'
import { keepPace } from './auth/pace.ts'
import { readingContext } from './auth/session.ts'
import type { SessionContext } from './context.ts'
import { errorStatus } from './errors.ts'
import { toFailure } from './failure.ts'

type RouteParams = { params: Promise<Record<string, string | string[] | undefined>> }

const queryOf = (url: URL): Record<string, string> => Object.fromEntries(url.searchParams)

type Handler = (request: NextRequest, params: RouteParams) => Promise<Response>
type Read<S extends z.ZodType, T> = (ctx: SessionContext, input: z.output<S>) => Promise<T>

/**
 * Makes a GET handler of a read. Path and query parameters are parsed together by `schema` (names must differ); the
 * answer is JSON, never cached; failures carry the code's HTTP status. A read that has a pace answers `too_many` to whoever is faster.
 */
export const route = <S extends z.ZodType>(name: RouteName, schema: S, read: Read<S, unknown>): Handler =>
  handler(name, schema, async (ctx, input) => Response.json(await read(ctx, input), { headers }))

/** The same for a read that streams a file. */
export const download = <S extends z.ZodType>(
  name: RouteName,
  schema: S,
  read: Read<S, { body: ReadableStream<Uint8Array>; headers: Record<string, string> }>,
): Handler =>
  handler(name, schema, async (ctx, input) => {
    const file = await read(ctx, input)
    return new Response(file.body, { headers: file.headers })
  })

const headers = { 'cache-control': 'no-store' }

const handler =
  <S extends z.ZodType>(name: RouteName, schema: S, answer: Read<S, Response>): Handler =>
  async (request, { params }) => {
    const traceId = crypto.randomUUID()
    try {
      const ctx = await readingContext(traceId)
      await keepPace(ctx.db, name, ctx.actor.personId)
      const input = schema.parse({ ...queryOf(request.nextUrl), ...(await params) })
      return await answer(ctx, input)
    } catch (thrown) {
      unstable_rethrow(thrown)
      const failure = toFailure(thrown, { entry: name, traceId })
      return Response.json({ error: failure }, { status: errorStatus[failure.code], headers })
    }
  }
