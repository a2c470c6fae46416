import { type Reaction, scheduleAfter, unschedule } from '../../agenda.ts'
import { cloudServerSpec } from '../../catalog/prices.ts'
import type { Cloud } from '../../cloud.ts'
import type { Call } from '../../gateway/call.ts'
import { nextUuid, productIdOf } from '../../ids.ts'
import type { CloudServer, ServerJob, ServerJobPart, ServerStep } from '../../world/cloud-server.ts'
import { failChange, settleChange } from '../bss/settle-change.ts'

type Planned = Pick<ServerJobPart, 'serverId' | 'work' | 'steps'>

/** A job of one or more parts that has not begun. The caller adds it to the world. */
export function planJob(
  { cloud, project, at }: Call,
  type: ServerJob['type'],
  planned: Planned[],
  isBatch: boolean,
): ServerJob {
  return {
    id: nextUuid(cloud.world),
    projectId: project.id,
    type,
    isUnpaid: false,
    isBatch,
    parts: planned.map((part) => ({ ...part, id: nextUuid(cloud.world), status: 'INIT' as const, beganAt: at })),
    beganAt: at,
  }
}

/** What a server goes through when it is resized; a running one is stopped first and started afterwards. */
export function resizeSteps(wasActive: boolean): ServerStep[] {
  const resize = ['resize_prep', 'resize_migrating', 'resize_migrated', 'resize_finish'].map((task): ServerStep => ({
    status: 'RESIZE',
    task,
  }))
  if (!wasActive) return resize
  return [{ status: 'ACTIVE', task: 'powering-off' }, ...resize, { status: 'SHUTOFF', task: 'powering-on' }]
}

export const stopSteps: ServerStep[] = [{ status: 'ACTIVE', task: 'powering-off' }]
export const startSteps: ServerStep[] = [{ status: 'SHUTOFF', task: 'powering-on' }]

/** Starts every part: each is seen as INIT for a moment, and its server as busy from now on. */
export function beginJob(cloud: Cloud, job: ServerJob, at: number): void {
  for (const part of job.parts) {
    part.beganAt = at
    showStep(cloud, part, part.steps[0], at)
    scheduleAfter(cloud, 'cloud-server.step', part.id, at, 1_000)
  }
}

/** Ends the stretch that a part is in and begins the next. */
export const advancePart: Reaction = (cloud, partId, at) => {
  const job = cloud.world.serverJobs.find((row) => row.parts.some((part) => part.id === partId))
  const part = job?.parts.find((row) => row.id === partId)
  if (job === undefined || part === undefined) return
  const server = cloud.world.cloudServers.find((row) => row.id === part.serverId)
  if (server === undefined) return failPart(cloud, job, part, at, ['Ecs.0114', 'The server does not exist.'])
  if (part.status === 'INIT') part.status = 'RUNNING'
  else if (part.steps.shift()?.task === 'resize_finish') resizeNow(cloud, job, part, server, at)
  const [step] = part.steps
  if (step === undefined) return finishPart(part, server, at)
  showStep(cloud, part, step, at)
  const failure = failureOf(server, part)
  if (failure !== undefined) return failPart(cloud, job, part, at, failure)
  scheduleAfter(cloud, 'cloud-server.step', part.id, at, cloud.options.taskStepSeconds * 1000)
}

/** Ends a part as failed. A server under resize stays stopped in its old size, and an order is paid back. */
export function failPart(
  cloud: Cloud,
  job: ServerJob,
  part: ServerJobPart,
  at: number,
  failure: [string, string],
): void {
  unschedule(cloud, 'cloud-server.step', part.id)
  Object.assign(part, { status: 'FAIL', endedAt: at, errorCode: failure[0], failReason: failure[1] })
  const server = cloud.world.cloudServers.find((row) => row.id === part.serverId)
  if (server !== undefined) {
    const status = server.status === 'RESIZE' ? 'SHUTOFF' : server.status
    Object.assign(server, { status, task: null, updatedAt: at })
  }
  const order = cloud.world.orders.find((row) => row.id === job.orderId)
  if (order?.change?.isSettled === false) failChange(cloud, order, at)
}

/** Words in the name of a server that make its next job fail, with the code that the job then shows. */
const sentinels: [word: string, task: string, code: string, reason: string][] = [
  ['fail-resize', 'resize_migrating', 'Ecs.0207', 'resize failed: no valid host was found'],
  ['fail-capacity', 'resize_prep', 'Ecs.0319', 'resize failed: the capacity for the flavor is insufficient'],
  ['fail-start', 'powering-on', 'Ecs.0226', 'Failed to start the server.'],
  ['fail-stop', 'powering-off', 'Ecs.0611', 'Failed to stop the server.'],
]

function failureOf(server: CloudServer, part: ServerJobPart): [string, string] | undefined {
  const found = sentinels.find(([word, task]) => server.name.includes(word) && part.steps[0]?.task === task)
  return found && [found[2], found[3]]
}

function showStep(cloud: Cloud, part: ServerJobPart, step: ServerStep | undefined, at: number): void {
  const server = cloud.world.cloudServers.find((row) => row.id === part.serverId)
  if (server !== undefined && step !== undefined) Object.assign(server, { ...step, updatedAt: at })
}

function resizeNow(cloud: Cloud, job: ServerJob, part: ServerJobPart, server: CloudServer, at: number): void {
  if (part.work.kind !== 'resize') return
  const { flavorId, cpuThreads, dedicatedHostId } = part.work
  Object.assign(server, {
    flavorId,
    ...(cpuThreads !== undefined && { cpuThreads }),
    ...(dedicatedHostId !== undefined && { dedicatedHostId }),
  })
  const order = cloud.world.orders.find((row) => row.id === job.orderId)
  if (order === undefined) return
  const resourceSpec = cloudServerSpec(flavorId, server.os)
  settleChange(cloud, order, at, { resourceSpec, productId: productIdOf(resourceSpec) })
}

/** What a server ends as follows from its last stretch: started, stopped, or resized where it lay. */
function finishPart(part: ServerJobPart, server: CloudServer, at: number): void {
  Object.assign(part, { status: 'SUCCESS', endedAt: at })
  if (server.task === null) return
  const status = server.task === 'powering-on' ? 'ACTIVE' : 'SHUTOFF'
  Object.assign(server, { status, task: null, updatedAt: at })
}
