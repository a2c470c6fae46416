import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { env } from '#lib/env.ts'
import { Pending } from './company-provider.ts'

const maxAge = 10 * 60
const isHttps = () => env().NEXTAUTH_URL.startsWith('https:')
const name = () => (isHttps() ? '__Host-countersign-company' : 'countersign-company')
const salt = 'company'

/** Keeps what the browser must bring back from the provider, sealed. */
export async function keepPending(pending: Pending): Promise<void> {
  const token = await encode({ token: pending, secret: env().NEXTAUTH_SECRET, maxAge, salt })
  const jar = await cookies()
  jar.set(name(), token, { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(), maxAge })
}

/** What this browser was sent away with; undefined when it was not, or too long ago. It counts once. */
export async function takePending(): Promise<Pending | undefined> {
  const jar = await cookies()
  const token = jar.get(name())?.value
  jar.delete(name())
  if (token === undefined) return undefined
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET, salt }).catch(() => null)
  return Pending.safeParse(claims).data
}
