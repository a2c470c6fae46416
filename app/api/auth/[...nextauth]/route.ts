import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/options.ts'
import { readForm } from '#lib/auth/read-form.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** Sign-in, sign-out and the cross-site check, as next-auth does them. Options are read per request, not at build. */
async function answer(request: NextRequest, context: RouteContext): Promise<Response> {
  // Without types of its own for route handlers, NextAuth answers `any`; it returns a Response to a NextRequest.
  const response = (await NextAuth(request, context, authOptions())) as Response
  return response
}

/** next-auth reads a body of any length, and fails on one that it cannot read: neither gets as far as that. */
async function answerForm(request: NextRequest, context: RouteContext): Promise<Response> {
  const form = await readForm(request)
  if ('status' in form) return new Response(null, { status: form.status, headers: { 'cache-control': 'no-store' } })
  const { url, method, headers } = request
  return await answer(new NextRequest(url, { method, headers, body: form.text }), context)
}

export { answer as GET, answerForm as POST }
