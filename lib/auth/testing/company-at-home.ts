import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { CompanySettings } from '../company-provider.ts'

/** A real OpenID provider on this machine, which lets everybody in who asks, as whoever is to come next. */
export type CompanyAtHome = {
  /** What a console is told of it. */
  settings: CompanySettings
  /** Who comes in next. */
  visitor: { sub: string; email: string; email_verified: boolean }
  /** When they proved there who they are, in seconds since 1970. */
  loginAt: number
  close(): void
}

/** Starts the provider for the console that people open at the origin which `consoleAt` gives, asked when somebody first comes. */
export async function openCompanyAtHome(consoleAt: () => string): Promise<CompanyAtHome> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo
  const company: CompanyAtHome = {
    settings: {
      issuer: `http://127.0.0.1:${port}`,
      clientId: 'countersign',
      clientSecret: 'a secret of the test',
      get redirectUri() {
        return `${consoleAt()}/api/auth/company/callback`
      },
    },
    visitor: { sub: '', email: '', email_verified: true },
    loginAt: 0,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  let made: ReturnType<typeof providerOf> | undefined
  server.on('request', (request, response) => {
    const { provider, answer } = (made ??= providerOf(company))
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const { visitor, loginAt } = company
    void provider.interactionFinished(request, response, { login: { accountId: visitor.sub, ts: loginAt } })
  })
  return company
}

function providerOf(company: CompanyAtHome) {
  const { issuer, clientId, clientSecret, redirectUri } = company.settings
  const provider = withoutItsWarnings(
    () =>
      new Provider(issuer, {
        clients: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [redirectUri],
            token_endpoint_auth_method: 'client_secret_post',
          },
        ],
        cookies: { keys: [randomUUID()] },
        ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
        claims: { email: ['email', 'email_verified'], profile: ['name'] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_, { uid }) => `/interaction/${uid}` },
        findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...company.visitor, sub: accountId }) }),
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
      }),
  )
  return { provider, answer: provider.callback() }
}

/** It says that keys and storage are for tests, which they are. */
function withoutItsWarnings<Made>(make: () => Made): Made {
  const { warn } = console
  // oxlint-disable-next-line no-console -- the provider writes there itself
  console.warn = () => undefined
  try {
    return make()
  } finally {
    // oxlint-disable-next-line no-console -- gives back what was taken above
    console.warn = warn
  }
}

/** What a browser does between our two addresses: follows the provider's redirects with its cookies, until it is led back. */
export async function visitCompany({ settings }: CompanyAtHome, start: URL): Promise<URL> {
  const jar = new Map<string, string>()
  for (let at = start; ;) {
    if (at.href.startsWith(settings.redirectUri)) return at
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
