import * as client from 'openid-client'
import { z } from 'zod'
import { isThisMachine } from '../safe-address.ts'

// The company's own sign-in, by OpenID Connect: code flow with PKCE, state and nonce.

export type CompanySettings = { issuer: string; clientId: string; clientSecret: string; redirectUri: string }

/** What this browser must bring back with the provider's answer; kept sealed in a cookie for ten minutes. */
export const Pending = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  next: z.string(),
  isAgain: z.boolean(),
})
export type Pending = z.output<typeof Pending>

/** Whom the provider vouches for; `isFresh` when they have proved to it just now who they are. */
export type CompanyPerson = { issuer: string; subject: string; email: string; isVerified: boolean; isFresh: boolean }

/** A sign-in that is a proof of who it is has to be this fresh, in seconds. */
const againSeconds = 60

/** Where to send the browser, and what it must bring back. Throws when the provider cannot be reached. */
export async function beginCompanySignIn(
  settings: CompanySettings,
  { next, isAgain }: Pick<Pending, 'next' | 'isAgain'>,
): Promise<{ url: URL; pending: Pending }> {
  const config = await configurationOf(settings)
  const verifier = client.randomPKCECodeVerifier()
  const pending = { verifier, state: client.randomState(), nonce: client.randomNonce(), next, isAgain }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: settings.redirectUri,
    scope: 'openid email profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
    ...(isAgain && { prompt: 'login', max_age: String(againSeconds) }),
  })
  return { url, pending }
}

const Claims = z.object({
  sub: z.string().min(1),
  email: z.string().max(254),
  email_verified: z.literal(true).optional(),
})

/**
 * Exchanges the provider's answer (`callback`, as our address has it) for whom it vouches for. Throws when state, nonce,
 * code or signature are not what we asked for.
 */
export async function finishCompanySignIn(
  settings: CompanySettings,
  callback: URL,
  pending: Pending,
): Promise<CompanyPerson> {
  const config = await configurationOf(settings)
  const tokens = await client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
    ...(pending.isAgain && { maxAge: againSeconds }),
  })
  const { sub: subject = '', auth_time: provedAt } = tokens.claims() ?? {}
  // Providers need not repeat the address in the token itself; this answer is bound to the same subject.
  const claims = Claims.parse(await client.fetchUserInfo(config, tokens.access_token, subject))
  const { issuer } = config.serverMetadata()
  return {
    issuer,
    subject,
    email: claims.email.trim().toLowerCase(),
    isVerified: claims.email_verified === true,
    isFresh: pending.isAgain || isJustNow(provedAt),
  }
}

/** A provider that remembers the browser answers without asking anybody, and one that does not say when it asked may have. */
const isJustNow = (provedAt: number | undefined): boolean =>
  provedAt !== undefined && Date.now() / 1000 - provedAt < againSeconds

const known = new Map<string, Promise<client.Configuration>>()

/** What the provider says of itself, asked once per process. */
function configurationOf({ issuer, clientId, clientSecret }: CompanySettings): Promise<client.Configuration> {
  const found = known.get(issuer)
  if (found) return found
  const isHere = isThisMachine(new URL(issuer).hostname)
  const asked = client
    .discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === '' ? client.None() : client.ClientSecretPost(clientSecret),
      {
        timeout: 10,
        // On this machine there is nobody in between.
        // oxlint-disable-next-line typescript/no-deprecated -- marked so only to stand out
        ...(isHere && { execute: [client.allowInsecureRequests] }),
      },
    )
    .catch((thrown: unknown) => {
      known.delete(issuer)
      throw thrown
    })
  known.set(issuer, asked)
  return asked
}
