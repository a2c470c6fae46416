import { z } from 'zod'
import { RowId, boundedCharacters, closed, cloudUuid, flag, wholeNumberFrom } from '../primitives.ts'

// Resizing an ECS server: POST /v1.1/{project_id}/cloudservers/{server_id}/resize (cloud-api/ecs.md §2; the vendor's page
// wins).

const key = (name: string): string => `resize-server.error.${name}`

const FlavorId = boundedCharacters(255, key('flavorChoose'))
const HostId = cloudUuid(key('hostId'))
const Size = wholeNumberFrom(1, key('flavorChoose'))

const Target = closed({
  id: cloudUuid('errors.targetChoose'),
  name: boundedCharacters(128, 'errors.targetChoose'),
  flavorId: boundedCharacters(255, 'errors.targetChoose'),
  vcpus: wholeNumberFrom(1, 'errors.targetChoose').optional(),
  memoryMib: wholeNumberFrom(1, 'errors.targetChoose').optional(),
  status: z.enum(['ACTIVE', 'SHUTOFF'], { error: key('statusOther') }),
  billing: z.enum(['prepaid', 'pay_per_use'], { error: key('billingOther') }),
  /** Under which billing prices it, such as `s6.medium.2.linux`. */
  resourceSpec: boundedCharacters(160, 'errors.targetChoose').optional(),
  isWindows: flag(),
  /** Absent: it is on no dedicated host. */
  dedicatedHostId: HostId.optional(),
})

const Flavor = closed({
  flavorId: FlavorId,
  vcpus: Size,
  memoryMib: Size,
  canSetThreads: flag(),
  /** `default`: nothing is said of it, and the cloud does it. Absent for flavors that do not let it be chosen. */
  hyperThreading: z.enum(['default', 'on', 'off'], { error: key('threads') }).optional(),
  dedicatedHostId: HostId.optional(),
})

const Power = closed({ how: z.enum(['as_it_is', 'stop_and_start'], { error: key('powerChoose') }) })

const steps = closed({
  account: closed({ accountId: RowId }),
  /** The server as it was when the form was opened; checked again on submit and before sending. */
  target: Target,
  flavor: Flavor,
  power: Power,
})

const WithFlavor = z.looseObject({ target: Target, flavor: Flavor })
const WithPower = z.looseObject({ target: Target, power: Power })

type Problem = { path: [string, string]; name: string }

/** Whether a host must be named depends on where the server is, threads on what the flavor takes. */
function flavorProblems(input: unknown): Problem[] {
  const { data } = WithFlavor.safeParse(input)
  if (!data) return []
  const { target, flavor } = data
  const isOnHost = target.dedicatedHostId !== undefined
  const namesHost = flavor.dedicatedHostId !== undefined
  const host = isOnHost ? 'hostNeeded' : 'hostNotTaken'
  const problems: Problem[] = []
  if (flavor.flavorId === target.flavorId) problems.push({ path: ['flavor', 'flavorId'], name: 'flavorIsCurrent' })
  if (isOnHost !== namesHost) problems.push({ path: ['flavor', 'dedicatedHostId'], name: host })
  if (flavor.hyperThreading !== undefined && !flavor.canSetThreads)
    problems.push({ path: ['flavor', 'hyperThreading'], name: 'threadsNotTaken' })
  return problems
}

function powerProblems(input: unknown): Problem[] {
  const { data } = WithPower.safeParse(input)
  if (!data) return []
  const isRunning = data.target.status === 'ACTIVE'
  const isStopped = data.power.how === 'stop_and_start'
  if (isRunning === isStopped) return []
  return [{ path: ['power', 'how'], name: isRunning ? 'stopFirst' : 'isStopped' }]
}

/** The form, the action's argument and what the executor reads: one schema. */
export const Input = steps.superRefine(
  (input, ctx) => {
    for (const { path, name } of [...flavorProblems(input), ...powerProblems(input)])
      ctx.addIssue({ code: 'custom', path, message: key(name) })
  },
  // Also while a later step is still empty: a step says what is wrong with it before it is left.
  { when: () => true },
)
export type Input = z.output<typeof Input>

export const contractVersion = 1

/** The body as the vendor documents it. */
export const Body = closed({
  resize: closed({
    flavorRef: FlavorId,
    dedicated_host_id: HostId.optional(),
    mode: z.literal('withStopServer').optional(),
    extendparam: closed({ isAutoPay: z.enum(['true', 'false']).optional() }).optional(),
    cpu_options: closed({ 'hw:cpu_threads': z.union([z.literal(1), z.literal(2)]).optional() }).optional(),
  }),
  dry_run: z.boolean().optional(),
})
export type Body = z.output<typeof Body>

const JobId = z.string().min(1).max(64)
const OrderId = z.string().regex(/^CS[0-9A-Z]+$/)

/**
 * What the cloud answers when it has taken the change: a job, or for yearly/monthly servers an order, in most regions
 * with a job; it may add fields. A passed dry run is also a 2xx, but names neither.
 */
export const Accepted = z.union([
  z.looseObject({ order_id: OrderId, job_id: JobId.optional() }),
  z.looseObject({ order_id: z.undefined().optional(), job_id: JobId }),
])
export type Accepted = z.output<typeof Accepted>

/** The wire body of `input`. Always unpaid: the order is read and compared before it is paid. */
export const toBody = ({ target, flavor, power }: Input): Body => ({
  resize: {
    flavorRef: flavor.flavorId,
    ...(flavor.dedicatedHostId !== undefined && { dedicated_host_id: flavor.dedicatedHostId }),
    ...(power.how === 'stop_and_start' && { mode: 'withStopServer' }),
    ...(target.billing === 'prepaid' && { extendparam: { isAutoPay: 'false' } }),
    ...(flavor.hyperThreading === 'on' && { cpu_options: { 'hw:cpu_threads': 2 } }),
    ...(flavor.hyperThreading === 'off' && { cpu_options: { 'hw:cpu_threads': 1 } }),
  },
})
