import type { FastifyReply } from 'fastify'
import type { ErrorShape } from '../contract.ts'
import type { Reply } from './call.ts'
import { type CloudError, errorBody } from './cloud-error.ts'

/** Sends a result as the cloud would. */
export async function send(reply: FastifyReply, result: Reply, requestId: string): Promise<void> {
  void reply.code(result.status).headers({ 'x-request-id': requestId, ...result.headers })
  if (result.body === undefined) await reply.send()
  else await reply.type('application/json').send(JSON.stringify(result.body))
}

/** Sends a refusal in the shape of its service. */
export async function sendError(
  reply: FastifyReply,
  error: CloudError,
  shape: ErrorShape,
  requestId: string,
): Promise<void> {
  const body = errorBody(error, shape, requestId)
  const headers: Record<string, string> = shape === 'iam' ? { 'x-iam-trace-id': requestId } : {}
  await send(reply, { status: error.status, body, headers }, requestId)
}
