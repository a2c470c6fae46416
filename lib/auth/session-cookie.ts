import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { env } from '#lib/env.ts'
import { sessionHoursMax } from './sessions.ts'

const isHttps = () => env().NEXTAUTH_URL.startsWith('https:')

/** `__Host-` binds the cookie to this host, https and the whole site; browsers refuse the prefix over plain http. */
export const sessionCookie = () => ({
  name: isHttps() ? '__Host-countersign-session' : 'countersign-session',
  options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() },
})

/** Where next-auth keeps where to go after the sign-in; its own name for it would let a neighbouring host set it. */
export const callbackCookie = () => ({
  name: isHttps() ? '__Host-countersign-callback' : 'countersign-callback',
  options: sessionCookie().options,
})

/** The opaque session id in the request's cookie; undefined without one, or when it was not made by us. */
export async function readSessionId(): Promise<string | undefined> {
  const token = (await cookies()).get(sessionCookie().name)?.value
  if (token === undefined) return undefined
  try {
    const claims = await decode({ token, secret: env().NEXTAUTH_SECRET })
    return typeof claims?.['sid'] === 'string' ? claims['sid'] : undefined
  } catch {
    // Forged, expired, or sealed with an earlier secret: all mean that nobody is signed in.
    return undefined
  }
}

/** Gives the browser another session id, in the form in which next-auth reads it. */
export async function writeSessionId(sid: string): Promise<void> {
  const { name, options } = sessionCookie()
  const maxAge = sessionHoursMax * 60 * 60
  const token = await encode({ token: { sid }, secret: env().NEXTAUTH_SECRET, maxAge })
  const jar = await cookies()
  jar.set(name, token, { ...options, maxAge })
}
