import 'server-only'
import { headers } from 'next/headers'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { isOwnOrigin } from './own-origin.ts'

/**
 * Throws `forbidden` for a request that no page of the console made. Next compares the origin with the host that the request
 * names, and lets one without an origin pass: we compare with the address of the settings, and let nothing pass.
 */
export async function requireOwnPage(): Promise<void> {
  const sent = await headers()
  const asked = { origin: sent.get('origin'), site: sent.get('sec-fetch-site') }
  if (!isOwnOrigin(asked, env().NEXTAUTH_URL)) throw new AppError('forbidden', 'errors.foreignPage')
}
