import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { env } from '#lib/env.ts'
import { Pending } from './company-provider.ts'

const maxAge = 10 * 60
const isHttps = () => env().NEXTAUTH_URL.startsWith('https:')
const name = () => (isHttps() ? '__Host-countersign-company' : 'countersign-company')
const salt = 'company'
/** Browsers take a name with `__Host-` with these alone, also where it is to be forgotten. */
const options = () => ({ httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() })

/** Keeps what the browser must bring back from the provider, sealed. */
export async function keepPending(pending: Pending): Promise<void> {
  const token = await encode({ token: pending, secret: env().NEXTAUTH_SECRET, maxAge, salt })
  const jar = await cookies()
  jar.set(name(), token, { ...options(), maxAge })
}

/** What this browser was sent away with; undefined when it was not, or too long ago. It counts once. */
export async function takePending(): Promise<Pending | undefined> {
  const jar = await cookies()
  const token = jar.get(name())?.value
  jar.set(name(), '', { ...options(), maxAge: 0 })
  if (token === undefined) return undefined
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET, salt }).catch(() => null)
  return Pending.safeParse(claims).data
}
