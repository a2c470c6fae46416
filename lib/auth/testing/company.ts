import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { CompanySettings } from '../company-provider.ts'

/** Who comes in at the provider, and when they proved there who they are, in seconds; just now unless it is said. */
export type Visitor = { sub: string; email: string; email_verified: boolean; provedAt?: number }

export type Company = {
  settings: CompanySettings
  /** What a browser does between our two addresses, as this visitor: follows the provider's redirects with its cookies. */
  visit(start: URL, visitor: Visitor): Promise<URL>
  stop(): void
}

/** A real OpenID provider on this machine, which lets everybody in who asks: what is tested is our side of the wire. */
export async function startCompany(redirectUri: string): Promise<Company> {
  let who: Visitor = { sub: '', email: '', email_verified: true }
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo
  const settings = {
    issuer: `http://127.0.0.1:${port}`,
    clientId: 'countersign',
    clientSecret: 'a secret of the test',
    redirectUri,
  }
  const provider = providerFor(settings, () => who)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const ts = who.provedAt ?? Math.floor(Date.now() / 1000)
    void provider.interactionFinished(request, response, { login: { accountId: who.sub, ts } })
  })
  return {
    settings,
    visit(start, visitor) {
      who = visitor
      return follow(start, redirectUri)
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function providerFor(
  { issuer, clientId, clientSecret, redirectUri }: CompanySettings,
  visitor: () => Visitor,
): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    cookies: { keys: [randomUUID()] },
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => {
      const { email, email_verified } = visitor()
      return { accountId, claims: () => ({ email, email_verified, sub: accountId }) }
    },
    // Nobody is asked whether this console may know the address.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
}

async function follow(start: URL, redirectUri: string): Promise<URL> {
  const jar = new Map<string, string>()
  for (let at = start; ;) {
    if (at.href.startsWith(redirectUri)) return at
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`)
    at = new URL(next, at)
  }
}
