import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { Operation } from '../contract.ts'
import { isRecord } from '../reading.ts'
import type { Reply } from './call.ts'
import { CloudError } from './cloud-error.ts'
import { emptied, type Mishap } from './faults.ts'
import { send, sendError } from './send.ts'
import { throttled } from './throttle.ts'

/** Fails a call that the cloud never acted on. */
export async function sendEarly(
  mishap: Mishap,
  operation: Operation,
  reply: FastifyReply,
  requestId: string,
): Promise<void> {
  switch (mishap.fault) {
    case 'bad-signature': {
      const text = 'Incorrect IAM authentication information: verify aksk signature fail'
      return sendError(reply, new CloudError(401, 'APIGW.0301', text), 'flat', requestId)
    }
    case 'throttled':
      return sendError(reply, throttled(operation, 1), operation.shape, requestId)
    case 'redirect':
      return send(reply, { status: 307, headers: { location: mishap.location } }, requestId)
    default:
      return sendBroken(mishap, reply, { status: 200 }, requestId)
  }
}

/** Answers wrongly, or not at all, after the cloud acted. */
export async function sendBroken(mishap: Mishap, reply: FastifyReply, result: Reply, requestId: string): Promise<void> {
  const json = JSON.stringify(result.body ?? {})
  switch (mishap.fault) {
    case 'status-500':
    case 'status-502':
    case 'status-503':
    case 'status-504':
      return sendError(reply, backendError(mishap.fault), 'flat', requestId)
    case 'reset':
      reply.hijack()
      reply.raw.socket?.resetAndDestroy()
      return
    case 'hang':
      // The connection stays open until the caller or the emulator goes away.
      reply.hijack()
      return
    case 'slow':
      await pause(mishap.seconds * 1000, undefined, { ref: false })
      return send(reply, result, requestId)
    case 'malformed-json':
      return sendText(reply, result.status, 'application/json', `${json.slice(0, -1)},`, requestId)
    case 'truncated':
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) })
      reply.raw.write(json.slice(0, Math.floor(json.length / 2)), () => reply.raw.socket?.destroy())
      return
    case 'html-200':
      return sendText(reply, 200, 'text/html', '<html><body>Please sign in.</body></html>', requestId)
    case 'no-order-id':
      return send(reply, { ...result, body: without(result.body, 'order_id') }, requestId)
    case 'error-code-200': {
      const body = { request_id: requestId, error_code: 'CPS.0003', error_msg: 'Internal error.' }
      return send(reply, { status: 200, body }, requestId)
    }
    case 'empty-list':
      return send(reply, { ...result, body: emptied(result.body) }, requestId)
    case 'bad-signature':
    case 'throttled':
    case 'redirect':
      throw new Error(`The fault ${mishap.fault} stops a call before the cloud acts.`)
  }
}

function backendError(fault: 'status-500' | 'status-502' | 'status-503' | 'status-504'): CloudError {
  switch (fault) {
    case 'status-500':
      return new CloudError(500, 'APIGW.0601', 'Internal server error.')
    case 'status-502':
      return new CloudError(502, 'APIGW.0610', 'Bad gateway.')
    case 'status-503':
      return new CloudError(503, 'APIGW.0613', 'The backend service is busy.')
    case 'status-504':
      return new CloudError(504, 'APIGW.0201', 'Backend timeout.')
  }
}

async function sendText(
  reply: FastifyReply,
  status: number,
  contentType: string,
  body: string,
  requestId: string,
): Promise<void> {
  await reply
    .code(status === 204 ? 200 : status)
    .header('x-request-id', requestId)
    .type(contentType)
    .send(body)
}

const without = (body: unknown, name: string): unknown =>
  isRecord(body) ? Object.fromEntries(Object.entries(body).filter(([member]) => member !== name)) : body
