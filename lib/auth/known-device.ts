import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { sessionCookie } from './session-cookie.ts'
import type { KnownDevice } from './sign-in.ts'

// A browser in which somebody has given their password before: docs/decisions/035.

const daysKept = 180
const maxAge = daysKept * 24 * 60 * 60
const salt = 'device'
const name = () => sessionCookie().name.replace('session', 'device')

const Claims = z.object({ device: z.uuid(), email: z.string() })

/** What this browser is known as; undefined when nobody has signed in with it, or too long ago. */
export async function readKnownDevice(): Promise<KnownDevice | undefined> {
  const token = (await cookies()).get(name())?.value
  if (token === undefined) return undefined
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET, salt }).catch(() => null)
  const found = Claims.safeParse(claims)
  return found.success ? { id: found.data.device, email: found.data.email } : undefined
}

/** Lets this browser be known as one in which the person with `email` has given the right password. */
export async function keepKnownDevice(email: string, known: KnownDevice | undefined): Promise<void> {
  const device = known?.email === email ? known.id : crypto.randomUUID()
  const token = await encode({ token: { device, email }, secret: env().NEXTAUTH_SECRET, maxAge, salt })
  const jar = await cookies()
  jar.set(name(), token, { ...sessionCookie().options, maxAge })
}
