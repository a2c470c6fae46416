import { z } from 'zod'

import { type AnswerHeaders, clientError, parseCloudError, parseJson } from './errors.ts'
import type { Exchange, WireRequest } from './exchange.ts'
import { failure } from './reader.ts'

/** An IAM user of the account (not the vendor's own sign-in id). */
export type Password = { readonly domainName: string; readonly userName: string; readonly password: string }

/** What a token is for: the regional services of a project, or the account-wide ones. */
export type Scope = { readonly project: string } | { readonly domain: string }

/** Where a token is kept until shortly before it ends. Concurrent readers share one request for it. */
export type TokenSource = {
  tokenFor(scope: Scope, password: Password): Promise<string>
  /** Forgets all tokens, for one that the gateway wants renewed. */
  forget(): void
}

const RENEW_BEFORE_MS = 10 * 60_000

type Token = { readonly text: string; readonly expiresAt: Date }

/** @param ask sends the one unauthenticated request; it must not retry, since wrong passwords lock the user */
export function createTokenSource(
  iamBaseUrl: () => string,
  ask: (request: WireRequest) => Promise<Exchange>,
  clock: { now(): Date },
): TokenSource {
  const tokens = new Map<string, Promise<Token>>()

  return {
    async tokenFor(scope, password) {
      const key = JSON.stringify([scope, password.domainName, password.userName])
      const known = await tokens.get(key)
      if (known !== undefined && known.expiresAt.getTime() - clock.now().getTime() > RENEW_BEFORE_MS) return known.text
      const issued = issue(iamBaseUrl(), scope, password, ask)
      tokens.set(key, issued)
      issued.catch(() => tokens.delete(key))
      return (await issued).text
    },
    forget: () => tokens.clear(),
  }
}

async function issue(
  baseUrl: string,
  scope: Scope,
  password: Password,
  ask: (request: WireRequest) => Promise<Exchange>,
): Promise<Token> {
  const exchange = await ask({
    method: 'POST',
    url: `${baseUrl}/v3/auth/tokens?nocatalog=true`,
    headers: { host: new URL(baseUrl).host, 'content-type': 'application/json' },
    body: tokenBody(scope, password),
  })
  if (exchange.kind !== 'answered') throw failure(exchange, { service: 'iam' })
  const { httpStatus, headers, bodyText } = exchange
  if (httpStatus !== 201) throw parseCloudError(httpStatus, headers, bodyText, 'iam')
  return readToken(headers, bodyText)
}

/** The documented body of a password sign-in with a scope. */
function tokenBody(scope: Scope, { domainName, userName, password }: Password): string {
  const user = { name: userName, password, domain: { name: domainName } }
  const target = 'project' in scope ? { project: { id: scope.project } } : { domain: { name: scope.domain } }
  return JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope: target } })
}

const TokenAnswer = z.looseObject({ token: z.looseObject({ expires_at: z.string() }) })

function readToken(headers: AnswerHeaders, bodyText: string): Token {
  const text = headers['x-subject-token']
  const answer = TokenAnswer.safeParse(parseJson(bodyText))
  const expiresAt = new Date(answer.success ? answer.data.token.expires_at : Number.NaN)
  if (text === undefined || text === '' || Number.isNaN(expiresAt.getTime())) {
    throw clientError('iam', 'client.unreadable', 'The sign-in answer holds no token or no time of expiry.')
  }
  return { text, expiresAt }
}
