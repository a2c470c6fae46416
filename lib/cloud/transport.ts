import { classifyWrite } from './answer.ts'
import { type Call, describe, requestOf } from './call.ts'
import type { Cloud, SendOptions, TransportOptions } from './cloud.ts'
import { globalServices } from './endpoints.ts'
import { clientError } from './errors.ts'
import { createSockets, type Limits, type Wire, type WireRequest } from './exchange.ts'
import { PreparedWrite } from './prepared-write.ts'
import { createReader } from './reader.ts'
import { sign } from './signer.ts'
import { createTokenSource } from './token.ts'

const CONNECT_TIMEOUT_MS = 10_000
const ANSWER_TIMEOUT_MS = 60_000
/** A minute less than the gateway allows. */
const SIGNATURE_LIFE_MS = 14 * 60_000

/**
 * The only way to the cloud. Follows no redirect, decodes no body, reads at most 1 MiB, never repeats a write. `wire` is
 * what carries it: sockets, unless a simulation stands in for the world.
 */
export function createTransport(options: TransportOptions, wire: Wire = createSockets()): Cloud {
  const { projectId, domainId, clock } = options
  const limits: Limits = {
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    answerTimeoutMs: options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
  }
  const ask = (request: WireRequest, signal?: AbortSignal) => wire.pooled(request, limits, signal)
  const tokens = createTokenSource(() => options.resolve('iam'), ask, clock)

  const unsigned = (call: Call): WireRequest =>
    requestOf(call, options.resolve(call.service), options, options.language)

  async function authenticate(call: Call): Promise<WireRequest> {
    const request = unsigned(call)
    const credentials = await options.credentials()
    if (credentials.kind === 'access_key') {
      return { ...request, headers: sign(request, credentials, clock.now()).headers }
    }
    const isGlobal = globalServices.includes(call.service)
    const scope = isGlobal ? { domain: credentials.domainName } : { project: projectId }
    const token = await tokens.tokenFor(scope, credentials)
    return { ...request, headers: { ...request.headers, host: new URL(request.url).host, 'x-auth-token': token } }
  }

  return {
    projectId,
    domainId,
    read: createReader(options, { authenticate, ask, renewToken: () => tokens.forget() }),
    close: () => wire.close(),

    async prepareWrite(call) {
      await options.limiter?.take(call)
      const credentials = await options.credentials()
      if (credentials.kind !== 'access_key') {
        const message = 'This account signs in with a password. Writes need an access key, whose signature expires.'
        throw clientError(call.service, 'client.write_needs_access_key', message)
      }
      const request = unsigned(call)
      const signedAt = clock.now()
      const { headers } = sign(request, credentials, signedAt)
      return new PreparedWrite(call, { ...request, headers }, signedAt)
    },

    async sendWrite(prepared, sending = {}) {
      const request = prepared.spend()
      const at = clock.now()
      const exchange = await wire.alone(request, limits, () => denialOf(prepared, sending, clock.now()))
      const answer = classifyWrite(exchange, prepared.call, clock.now())
      options.onCall?.({
        ...describe(prepared.call, at, clock.now()),
        attempt: 1,
        outcome: answer.kind,
        httpStatus: exchange.kind === 'not_sent' ? undefined : exchange.httpStatus,
        errorCode: 'error' in answer ? answer.error.code : undefined,
        requestId: 'requestId' in answer ? answer.requestId : undefined,
      })
      return answer
    },
  }
}

/** Why this write may not begin now. A paused process wakes here with its deadline gone. */
function denialOf({ signedAt }: PreparedWrite, sending: SendOptions, now: Date): string | undefined {
  if (sending.deadline !== undefined && now >= sending.deadline) return 'the deadline for sending has passed'
  if (now.getTime() - signedAt.getTime() > SIGNATURE_LIFE_MS) return 'the signature is too old to be sent'
  if (sending.beforeBytes !== undefined && !sending.beforeBytes()) return 'sending was called off'
  return undefined
}
