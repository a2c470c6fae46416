import { finishAll, rescale, runDue } from '../agenda.ts'
import { utc } from '../clock.ts'
import type { ControlCall } from '../control.ts'
import { controlBody, controlSchema } from './control-body.ts'

type ClockBody = { scale?: number; advance_seconds?: number; finish?: boolean }

const clockBody = controlSchema<ClockBody>({
  scale: { type: 'number', exclusiveMinimum: 0 },
  advance_seconds: { type: 'number', minimum: 0 },
  finish: { type: 'boolean' },
})

/** GET /_control/clock */
export const describeClock = ({ cloud }: ControlCall) => ({
  now: utc(cloud.clock.now()),
  scale: cloud.clock.scale,
  advanced_seconds: cloud.clock.offsetMs / 1000,
  pending_events: cloud.world.agenda.length,
})

/** POST /_control/clock: a new speed, a jump, or the end of everything in progress; in that order. */
export function setClock(call: ControlCall) {
  const { scale, advance_seconds: seconds = 0, finish } = controlBody(clockBody, call.body)
  const { cloud } = call
  if (scale !== undefined) rescale(cloud, scale)
  cloud.clock.offsetMs += seconds * 1000
  runDue(cloud)
  if (finish) finishAll(cloud)
  return describeClock(call)
}
