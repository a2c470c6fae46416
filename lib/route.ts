import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { RouteName } from './auth/manifest.ts'
import { currentContext } from './auth/session.ts'
import type { Context } from './context.ts'
import { errorStatus } from './errors.ts'
import { toFailure } from './failure.ts'

type RouteParams = { params: Promise<Record<string, string | string[] | undefined>> }

const queryOf = (url: URL): Record<string, string> => Object.fromEntries(url.searchParams)

/**
 * Makes a GET handler of a read. Path and query parameters are parsed together by `schema` (names must differ); the
 * answer is JSON, never cached; failures carry the code's HTTP status.
 */
export const route =
  <S extends z.ZodType>(name: RouteName, schema: S, read: (ctx: Context, input: z.output<S>) => Promise<unknown>) =>
  async (request: NextRequest, { params }: RouteParams): Promise<Response> => {
    const traceId = crypto.randomUUID()
    const headers = { 'cache-control': 'no-store' }
    try {
      const ctx = await currentContext(traceId)
      const input = schema.parse({ ...queryOf(request.nextUrl), ...(await params) })
      return Response.json(await read(ctx, input), { headers })
    } catch (thrown) {
      unstable_rethrow(thrown)
      const failure = toFailure(thrown, { entry: name, traceId })
      return Response.json({ error: failure }, { status: errorStatus[failure.code], headers })
    }
  }
