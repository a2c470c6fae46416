import { type NextRequest, NextResponse } from 'next/server'
import { isPlainActionBody } from '#lib/auth/action-body.ts'
import { isOwnOrigin } from '#lib/auth/own-origin.ts'
import { requestPathHeader } from '#lib/auth/request-path.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { floodLog } from '#lib/serving/flood-log.ts'

/** Headers that pages and Next itself trust, so a browser's own must not get through. */
const strippedHeaders = ['content-security-policy', 'content-security-policy-report-only', 'x-middleware-subrequest']

/**
 * Gives every page a content security policy with a fresh nonce, and turns away what no page of ours sends. It never decides
 * who may see or do what: each page, action and route does that for itself.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const refused = refusalOf(request) ?? (await refusalOfPost(request))
  if (refused !== undefined) {
    tell({ ...refused, method: request.method, path: request.nextUrl.pathname.slice(0, pathLengthMax) })
    return new NextResponse(null, { status: refused.status, headers: { 'cache-control': 'no-store' } })
  }
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  for (const name of strippedHeaders) headers.delete(name)
  // Next puts the nonce of this request header on its scripts.
  headers.set('content-security-policy', policy)
  headers.set(requestPathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (isHttps()) {
    response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
    response.headers.set('reporting-endpoints', `csp="${reportsPath}"`)
  }
  return response
}

/** Everything but reads of the files of a build: Next runs an action wherever it is posted to, there as well. */
export const config = {
  matcher: [
    { source: '/((?!_next/static/).*)' },
    { source: '/_next/static/:path*', has: [{ type: 'header', key: 'next-action' }] },
    // No body comes without one of these.
    { source: '/_next/static/:path*', has: [{ type: 'header', key: 'content-length' }] },
    { source: '/_next/static/:path*', has: [{ type: 'header', key: 'transfer-encoding' }] },
  ],
}

/** So much of a path is told to the log. */
const pathLengthMax = 200

/** What Next itself takes of an action; the rest of a request is smaller. */
const bodyBytesMax = 1024 * 1024

type Refused = { status: 400 | 403 | 404 | 405 | 413 | 415; reason: Reason }

/** `optimiser`: of images. `elsewhere`: a post of no page of ours. `no_action`: a post to a page. `not_plain`: nothing that we post looks so. */
type Reason = 'method' | 'optimiser' | 'packed' | 'too_long' | 'elsewhere' | 'no_action' | 'not_plain'

/** How a request is refused that no page of ours makes; undefined for all others. */
function refusalOf({ method, nextUrl, headers }: NextRequest): Refused | undefined {
  const allowed = nextUrl.pathname.startsWith('/_next/') ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST']
  if (!allowed.includes(method)) return { status: 405, reason: 'method' }
  // The optimiser is switched off as well (next.config.mjs): its flaws were reached without signing in.
  if (nextUrl.pathname.startsWith('/_next/image')) return { status: 404, reason: 'optimiser' }
  // A packed body may be a thousand times as long as what is counted here.
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return { status: 415, reason: 'packed' }
  return Number(headers.get('content-length') ?? 0) > bodyBytesMax ? tooLong : undefined
}

const tooLong: Refused = { status: 413, reason: 'too_long' }

/**
 * What the sign-in takes, and what browsers report. Next reads no action in it, wherever it is posted to: the path alone would
 * not tell, since what is nothing under `/api/` is a page, and Next looks for it by another path than it tells here.
 */
const formTypes = new Set([
  'application/x-www-form-urlencoded',
  'application/json',
  'application/csp-report',
  'application/reports+json',
])
const isForm = (headers: Headers): boolean =>
  !headers.has('next-action') && formTypes.has(headers.get('content-type')?.split(';')[0]?.trim() ?? '')

/** The same for what is posted: actions from our own pages, in the plain part of their protocol, and forms of the sign-in. */
async function refusalOfPost(request: NextRequest): Promise<Refused | undefined> {
  if (request.method !== 'POST') return undefined
  const { headers, nextUrl } = request
  const from = { origin: headers.get('origin'), site: headers.get('sec-fetch-site') }
  if (!isOwnOrigin(from, env().NEXTAUTH_URL)) return { status: 403, reason: 'elsewhere' }
  if (nextUrl.pathname.startsWith('/api/')) return isForm(headers) ? undefined : { status: 415, reason: 'not_plain' }
  if (!headers.get('next-action')) return { status: 400, reason: 'no_action' }
  if (headers.get('content-type')?.startsWith('text/plain') !== true) return { status: 415, reason: 'not_plain' }
  const body = await request.text()
  if (body.length > bodyBytesMax) return tooLong
  return isPlainActionBody(body) ? undefined : { status: 400, reason: 'not_plain' }
}

const tell = floodLog<Refused & { method: string; path: string }>(
  (line) => log.warn(line, 'refused at the door'),
  () => performance.now(),
)

/** Takes what browsers tell of violations: app/api/reports. */
const reportsPath = '/api/reports'

const isHttps = () => env().NEXTAUTH_URL.startsWith('https:')

function contentSecurityPolicy(nonce: string): string {
  // The development server evaluates code, injects styles, and reloads over a web socket.
  const isDevelopment = env().NODE_ENV === 'development'
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    // Where browsers do not know the second yet, and over http, the first holds.
    `report-uri ${reportsPath}`,
    // An endpoint counts over https alone.
    ...(isHttps() ? ['report-to csp', 'upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
