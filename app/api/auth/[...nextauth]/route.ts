import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { isCallbackAddress } from '#lib/auth/callback-address.ts'
import { authOptions } from '#lib/auth/options.ts'
import { readForm } from '#lib/auth/read-form.ts'
import { callbackCookie } from '#lib/auth/session-cookie.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** Sign-in, sign-out and the cross-site check, as next-auth does them. Options are read per request, not at build. */
async function answer(request: NextRequest, context: RouteContext): Promise<Response> {
  if (!hasReadableAddress(request)) return refusal(400)
  // Without types of its own for route handlers, NextAuth answers `any`; it returns a Response to a NextRequest.
  const response = (await NextAuth(request, context, authOptions())) as Response
  // It says so of some of its answers only.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}

/** What browsers ask without a form. At the others next-auth fails, or shows pages of its own. */
const reads = new Set(['csrf', 'session', 'providers', 'signin', 'signout', 'error'])

async function answerRead(request: NextRequest, context: RouteContext): Promise<Response> {
  const [what = ''] = (await context.params).nextauth
  return reads.has(what) ? await answer(request, context) : refusal(404)
}

const refusal = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })

/** next-auth answers 500 where it is told to go back to what is no address. */
function hasReadableAddress({ nextUrl, cookies }: NextRequest): boolean {
  const told = [...nextUrl.searchParams.getAll('callbackUrl'), cookies.get(callbackCookie().name)?.value ?? '']
  return told.every((text) => text === '' || isCallbackAddress(text))
}

/** next-auth reads a body of any length, and fails on one that it cannot read: neither gets as far as that. */
async function answerForm(request: NextRequest, context: RouteContext): Promise<Response> {
  const form = await readForm(request)
  if ('status' in form) return refusal(form.status)
  const { url, method, headers } = request
  return await answer(new NextRequest(url, { method, headers, body: form.text }), context)
}

export { answerRead as GET, answerForm as POST }
