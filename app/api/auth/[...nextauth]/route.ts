import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/options.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** Sign-in, sign-out and the cross-site check, as next-auth does them. Options are read per request, not at build. */
async function answer(request: NextRequest, context: RouteContext): Promise<Response> {
  // Without types of its own for route handlers, NextAuth answers `any`; it returns a Response to a NextRequest.
  const response = (await NextAuth(request, context, authOptions())) as Response
  return response
}

export { answer as GET, answer as POST }
