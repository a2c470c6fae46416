import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cloud } from '../cloud.ts'
import { enter } from '../ledger.ts'
import { CloudError } from './cloud-error.ts'
import { sendError } from './send.ts'

/** 404 APIGW.0101. A write to an address that does not exist is still a write that someone tried. */
export async function refuseUnknownRoute(cloud: Cloud, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const path = (request.raw.url ?? '/').split('?')[0] ?? '/'
  if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !path.startsWith('/_control')) {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const { method, id: requestId } = request
    enter(cloud.world, { service: 'unknown', method, path, body, requestId, at: cloud.clock.now() }).outcome = 'refused'
  }
  const text = 'The API does not exist or has not been published in the environment'
  await sendError(reply, new CloudError(404, 'APIGW.0101', text), 'flat', request.id)
}
