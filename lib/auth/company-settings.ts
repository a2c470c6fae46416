import { env } from '#lib/env.ts'
import type { CompanySettings } from './company-provider.ts'

/** The company's provider as the environment names it; undefined without one. */
export function companySettings(): CompanySettings | undefined {
  const {
    COUNTERSIGN_OIDC_ISSUER: issuer,
    COUNTERSIGN_OIDC_CLIENT_ID: clientId,
    COUNTERSIGN_OIDC_CLIENT_SECRET: clientSecret,
    NEXTAUTH_URL,
  } = env()
  if (issuer === '') return undefined
  return { issuer, clientId, clientSecret, redirectUri: new URL('/api/auth/company/callback', NEXTAUTH_URL).href }
}
