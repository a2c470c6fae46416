import { type NextRequest, NextResponse } from 'next/server'
import { requestPathHeader } from '#lib/auth/request-path.ts'
import { env } from '#lib/env.ts'

/** Headers that pages and Next itself trust, so a browser's own must not get through. */
const strippedHeaders = ['content-security-policy', 'content-security-policy-report-only', 'x-middleware-subrequest']

/**
 * Gives every page a content security policy with a fresh nonce. It never decides who may see what: each page, action
 * and route does that for itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const refused = refusalOf(request)
  if (refused !== undefined)
    return new NextResponse(null, { status: refused, headers: { 'cache-control': 'no-store' } })
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  for (const name of strippedHeaders) headers.delete(name)
  // Next puts the nonce of this request header on its scripts.
  headers.set('content-security-policy', policy)
  headers.set(requestPathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (isHttps()) response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  return response
}

export const config = { matcher: [{ source: '/((?!_next/static/).*)' }] }

/** What Next itself takes of an action; the rest of a request is smaller. */
const bodyBytesMax = 1024 * 1024

/** The status with which a request is refused that no page of ours makes; undefined for all others. */
function refusalOf({ nextUrl, headers }: NextRequest): number | undefined {
  // The optimiser is switched off as well (next.config.mjs): its flaws were reached without signing in.
  if (nextUrl.pathname.startsWith('/_next/image')) return 404
  // A packed body may be a thousand times as long as what is counted here.
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return 415
  return Number(headers.get('content-length') ?? 0) > bodyBytesMax ? 413 : undefined
}

const isHttps = () => env().NEXTAUTH_URL.startsWith('https:')

function contentSecurityPolicy(nonce: string): string {
  // The development server evaluates code, injects styles, and reloads over a web socket.
  const isDevelopment = env().NODE_ENV === 'development'
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Widths of progress bars and places of popovers are style attributes in server-rendered pages. Attributes cannot
    // load or select anything; style elements stay forbidden.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps() ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
