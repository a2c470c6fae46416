import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { webDatabase } from '#lib/db/web.ts'
import { env } from '#lib/env.ts'
import { toFailure } from '#lib/failure.ts'
import { log } from '#lib/log.ts'
import { clientAddress } from './client-address.ts'
import { keepKnownDevice, readKnownDevice } from './known-device.ts'
import { callbackCookie, readSessionId, sessionCookie } from './session-cookie.ts'
import { endSession, hashSessionId, sessionHoursMax } from './sessions.ts'
import { nameOf, signIn } from './sign-in.ts'

declare module 'next-auth' {
  interface User {
    /** The opaque session id; all that the token keeps. */
    sid: string
  }
}

/** How next-auth works here: it carries an opaque session id in a sealed cookie, and knows nothing else. */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  useSecureCookies: env().NEXTAUTH_URL.startsWith('https:'),
  cookies: { sessionToken: sessionCookie(), callbackUrl: callbackCookie() },
  pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
  session: { strategy: 'jwt', maxAge: sessionHoursMax * 60 * 60 },
  providers: [
    CredentialsProvider({
      name: 'Countersign',
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize,
    }),
  ],
  callbacks: {
    // `update()` of the browser arrives here too: whatever it brings is dropped.
    jwt: ({ token, user }) => ({ sid: user ? user.sid : token['sid'] }),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token['sid'] === 'string') await endSession(webDatabase(), hashSessionId(token['sid']))
    },
  },
  logger: {
    error: (code) => log.error({ entry: 'next-auth', code }, 'next-auth failed'),
    warn: (code) => log.warn({ entry: 'next-auth', code }, 'next-auth warns'),
    debug: () => undefined,
  },
})

type Request = { headers?: Record<string, unknown> | undefined }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Throws an error whose message next-auth puts into the address: one of our message keys, never a database's words. */
async function authorize(raw: Record<string, unknown> | undefined, { headers }: Request) {
  const traceId = crypto.randomUUID()
  try {
    const device = await readKnownDevice()
    const sid = await signIn(webDatabase(), raw, {
      userAgent: textOf(headers?.['user-agent']),
      address: clientAddress(textOf(headers?.['x-forwarded-for']), env().COUNTERSIGN_PROXIES),
      device,
      isDemo: env().COUNTERSIGN_DEMO === '1',
      requiresFactor: env().COUNTERSIGN_SECOND_FACTOR === 'required',
      earlierSessionId: await readSessionId(),
    })
    await keepKnownDevice(nameOf(textOf(raw?.['email'])), device)
    return { id: hashSessionId(sid), sid }
  } catch (thrown) {
    const { code, message } = toFailure(thrown, { entry: 'sign-in', traceId })
    log.warn({ traceId, entry: 'sign-in', code }, 'sign-in refused')
    throw new Error(message, { cause: thrown })
  }
}
