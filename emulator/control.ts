import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cancelBehindTheBack, deposit, failServerNow, movePrices, payBehindTheBack } from './control/interventions.ts'
import { forgetCalls, listCalls } from './control/calls.ts'
import { describeClock, setClock } from './control/clock.ts'
import { addFault, listFaults, removeFaults } from './control/faults.ts'
import { changeCoupon } from './control/coupons.ts'
import { describeOptions, resetWorld, setOptions } from './control/options.ts'
import { listCredentials } from './control/credentials.ts'
import { changeOrder, loseOrder } from './control/order-interventions.ts'
import {
  changeCloudServer,
  changeDesktop,
  changePhoneServer,
  failJobNow,
  removeResource,
} from './control/resource-interventions.ts'
import { addRows } from './control/scale.ts'
import { CloudError } from './gateway/cloud-error.ts'
import type { Pipeline } from './gateway/pipeline.ts'
import { send, sendError } from './gateway/send.ts'
import { textMembers } from './reading.ts'

/** What a control call gets: its parsed body and the parts of its path. */
export type ControlCall = Pipeline & { body: unknown; params: Record<string, string> }

type Control = (call: ControlCall) => unknown

const routes: [method: 'GET' | 'POST' | 'DELETE', path: string, control: Control][] = [
  ['GET', '/_control/health', () => ({ status: 'ok' })],
  ['GET', '/_control/ledger', ({ cloud }) => cloud.world.ledger],
  ['GET', '/_control/credentials', listCredentials],
  ['GET', '/_control/calls', listCalls],
  ['DELETE', '/_control/calls', forgetCalls],
  ['GET', '/_control/faults', listFaults],
  ['POST', '/_control/faults', addFault],
  ['DELETE', '/_control/faults', removeFaults],
  ['GET', '/_control/clock', describeClock],
  ['POST', '/_control/clock', setClock],
  ['GET', '/_control/options', describeOptions],
  ['POST', '/_control/options', setOptions],
  ['POST', '/_control/reset', resetWorld],
  ['POST', '/_control/prices', movePrices],
  ['POST', '/_control/deposits', deposit],
  ['POST', '/_control/orders/:order_id/pay', payBehindTheBack],
  ['POST', '/_control/orders/:order_id/cancel', cancelBehindTheBack],
  ['POST', '/_control/orders/:order_id', changeOrder],
  ['DELETE', '/_control/orders/:order_id', loseOrder],
  ['POST', '/_control/coupons/:coupon_id', changeCoupon],
  ['POST', '/_control/servers/:server_id/fail', failServerNow],
  ['POST', '/_control/servers/:server_id', changePhoneServer],
  ['DELETE', '/_control/servers/:server_id', removeResource],
  ['POST', '/_control/desktops/:desktop_id', changeDesktop],
  ['DELETE', '/_control/desktops/:desktop_id', removeResource],
  ['POST', '/_control/ecs-servers/:server_id', changeCloudServer],
  ['DELETE', '/_control/ecs-servers/:server_id', removeResource],
  ['POST', '/_control/jobs/:job_id/fail', failJobNow],
  ['POST', '/_control/scale', addRows],
]

/** The unsigned side door: for tests and for hands, from this machine only. */
export function routeControl(app: FastifyInstance, pipeline: Pipeline): void {
  for (const [method, url, control] of routes)
    app.route({
      method,
      url,
      handler: (request, reply) => serve(pipeline, control, request, reply),
    })
}

async function serve(
  pipeline: Pipeline,
  control: Control,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  try {
    refuseStrangers(request)
    const params = textMembers(request.params)
    const body = control({ ...pipeline, body: parsed(request), params })
    if (request.method !== 'GET') pipeline.changed()
    await send(reply, { status: 200, body }, request.id)
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    await sendError(reply, error, 'flat', request.id)
  }
}

function parsed(request: FastifyRequest): unknown {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) return {}
  try {
    return JSON.parse(request.body.toString('utf8'))
  } catch {
    throw new CloudError(400, 'CONTROL.0001', 'The body is not valid JSON.')
  }
}

/** Another machine, or a page of another site in a browser on this one. */
function refuseStrangers(request: FastifyRequest): void {
  const address = request.socket.remoteAddress ?? ''
  const isNear = address === '::1' || /^(::ffff:)?127\./.test(address)
  const isOurs = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|([a-z0-9-]+\.)*localhost)(:\d+)?$/i.test(
    request.headers.host ?? '',
  )
  if (!isNear || !isOurs) throw new CloudError(403, 'CONTROL.0003', 'The control API answers to this machine only.')
}
