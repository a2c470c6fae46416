import { checkedScale } from '../clock.ts'
import type { ControlCall } from '../control.ts'
import { defaultOptions, type Options } from '../options.ts'
import { seedWorld } from '../world/create-world.ts'
import { describeClock } from './clock.ts'
import { controlBody, controlSchema } from './control-body.ts'

type ResetBody = Partial<Options> & { seed?: string; scale?: number }

const atLeastZero = { type: 'number', minimum: 0 }
const optionSchemas: Record<keyof Options, object> = {
  singleSuffix: { type: 'boolean' },
  listLagSeconds: atLeastZero,
  autoPay: { enum: ['obey', 'always', 'never'] },
  autoPayShortage: { enum: ['unpaid', 'refuse'] },
  unpaidServersListed: { type: 'boolean' },
  unpaidOrderHours: { type: 'number', exclusiveMinimum: 0 },
  deliveryMinutes: atLeastZero,
  ordersStayProcessing: { type: 'boolean' },
  throttlePerSecond: atLeastZero,
  lockAfterFailures: { type: 'integer', minimum: 0 },
  lockMinutes: atLeastZero,
  flavorSpecialOnly: { type: 'boolean' },
  changeJobId: { enum: ['always', 'never'] },
  desktopMustBeStopped: { type: 'boolean' },
  desktopBillingModeChecked: { type: 'boolean' },
  secondOrderAllowed: { type: 'boolean' },
  taskStepSeconds: atLeastZero,
  serverDowngradeAllowed: { type: 'boolean' },
  serverResizeAnswer: { enum: ['both', 'order'] },
  checkContentSha256: { type: 'boolean' },
  serverQuota: { type: 'integer', minimum: 0 },
}

const optionsBody = controlSchema<Partial<Options>>({ ...optionSchemas })
const resetBody = controlSchema<ResetBody>({
  ...optionSchemas,
  seed: { type: 'string', minLength: 1 },
  scale: { type: 'number', exclusiveMinimum: 0 },
})

/** GET /_control/options */
export const describeOptions = ({ cloud }: ControlCall) => cloud.options

/** POST /_control/options: sets the named switches and leaves the others. */
export function setOptions(call: ControlCall) {
  Object.assign(call.cloud.options, controlBody(optionsBody, call.body))
  return describeOptions(call)
}

/** POST /_control/reset: a fresh world; locks, buckets and faults are gone, switches back to their defaults or as given. */
export function resetWorld(call: ControlCall) {
  const { seed, scale, ...options } = controlBody(resetBody, call.body)
  const { cloud, gateway } = call
  gateway.locks.clear()
  gateway.buckets.clear()
  gateway.faults.length = 0
  cloud.clock.offsetMs = 0
  if (scale !== undefined) cloud.clock.scale = checkedScale(scale)
  cloud.options = { ...defaultOptions, ...options }
  seedWorld(cloud, seed ?? cloud.world.seed)
  return { seed: cloud.world.seed, options: cloud.options, clock: describeClock(call) }
}
