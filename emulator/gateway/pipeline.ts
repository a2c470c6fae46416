import type { FastifyReply, FastifyRequest } from 'fastify'
import { runDue } from '../agenda.ts'
import type { Cloud } from '../cloud.ts'
import type { Operation } from '../contract.ts'
import { enter, type LedgerEntry, type Outcome } from '../ledger.ts'
import { authenticate, type Caller } from './authenticate.ts'
import type { Call, Handler, Reply } from './call.ts'
import { countCall } from './call-counts.ts'
import { CloudError } from './cloud-error.ts'
import { type Mishap, sentinelIn, stopsEarly, takeFault } from './faults.ts'
import type { Gateway } from './gateway.ts'
import { sendBroken, sendEarly } from './mishap.ts'
import { checkedQuery, checkRights, projectOf } from './admission.ts'
import { textMembers } from '../reading.ts'
import { headerText, parseQuery } from './signature.ts'
import { throttle } from './throttle.ts'
import { send, sendError } from './send.ts'

export type Pipeline = {
  cloud: Cloud
  gateway: Gateway
  /** Called after a call that may have changed something. */ changed: () => void
}

/** One call from arrival to answer: ledger, faults, identity, rights, rate, shape, and only then the service. */
export async function answer(
  pipeline: Pipeline,
  operation: Operation,
  handler: Handler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { cloud, gateway } = pipeline
  const hasMoved = runDue(cloud) > 0
  const at = cloud.clock.now()
  countCall(gateway.calls, operation.id, cloud.clock.wall())
  const [path, rawQuery] = splitTarget(request.raw.url ?? '/')
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const entry = operation.isRead
    ? undefined
    : enter(cloud.world, {
        service: operation.service,
        method: operation.method,
        path,
        body,
        requestId: request.id,
        at,
      })
  let mishap = takeFault(gateway, operation, path)
  try {
    if (mishap !== undefined && stopsEarly(mishap))
      return await stop(pipeline, operation, mishap, entry, request, reply)
    const call = admit(pipeline, operation, request, { at, body, rawQuery })
    if (operation.id === 'PurchaseServers' || operation.id === 'ChangeServer') mishap ??= sentinelIn(call.body)
    if (mishap !== undefined && stopsEarly(mishap))
      return await stop(pipeline, operation, mishap, entry, request, reply)
    const result = handler(call)
    settle(entry, 'accepted', result)
    if (hasMoved || operation.method !== 'GET') pipeline.changed()
    await (mishap === undefined ? send(reply, result, request.id) : sendBroken(mishap, reply, result, request.id))
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    settle(entry, outcomeOf(error), error.orderId === undefined ? {} : { orderId: error.orderId })
    if (hasMoved || entry !== undefined) pipeline.changed()
    await sendError(reply, error, operation.shape, request.id)
  }
}

async function stop(
  pipeline: Pipeline,
  operation: Operation,
  mishap: Mishap,
  entry: LedgerEntry | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const outcomes: Partial<Record<Mishap['fault'], Outcome>> = {
    'bad-signature': 'unauthenticated',
    throttled: 'throttled',
  }
  settle(entry, outcomes[mishap.fault] ?? 'failed', {})
  pipeline.changed()
  await sendEarly(mishap, operation, reply, request.id)
}

function admit(
  { cloud, gateway }: Pipeline,
  operation: Operation,
  request: FastifyRequest,
  { at, body, rawQuery }: { at: number; body: Buffer; rawQuery: string },
): Call {
  const headers = request.raw.headers
  const caller = operation.isOpen
    ? nobody
    : authenticate(cloud, gateway, { method: request.method, target: request.raw.url ?? '/', headers, body })
  throttle(cloud, gateway, operation, caller.accessKey ?? caller.userId)
  const params = textMembers(request.params)
  const pairs = parseQuery(rawQuery)
  const project = projectOf(cloud, caller, params['project_id'])
  checkRights(operation, caller)
  return {
    cloud,
    caller,
    project,
    params,
    pairs,
    query: checkedQuery(operation, pairs),
    body: operation.hasBody ? parsedBody(operation, body) : undefined,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerText(value)])),
    requestId: request.id,
    at,
    language: headerText(headers['x-language']).startsWith('en') ? 'en' : 'zh',
  }
}

/** Stands for the caller of the token route, who is not known yet. */
const nobody: Caller = { userId: '', userName: '', domainId: '', mayWrite: true, mayBill: true }

function parsedBody(operation: Operation, body: Buffer): unknown {
  if (body.length === 0) throw new CloudError(400, operation.emptyBodyCode, 'The request body is empty.')
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new CloudError(400, operation.badRequestCode, 'The request body is not valid JSON.')
  }
}

function settle(entry: LedgerEntry | undefined, outcome: Outcome, result: Pick<Reply, 'orderId' | 'jobId'>): void {
  if (entry === undefined) return
  entry.outcome = outcome
  entry.order_id = result.orderId ?? null
  entry.job_id = result.jobId ?? null
}

function outcomeOf(error: CloudError): Outcome {
  if (error.status === 401) return 'unauthenticated'
  if (error.status === 429) return 'throttled'
  return error.status >= 500 ? 'failed' : 'refused'
}

const splitTarget = (target: string): [path: string, query: string] => {
  const cut = target.indexOf('?')
  return cut === -1 ? [target, ''] : [target.slice(0, cut), target.slice(cut + 1)]
}
