import { type Reaction, scheduleAfter, unschedule } from '../../agenda.ts'
import { desktopCodes, desktopDiskCodes } from '../../catalog/prices.ts'
import { desktopDisks } from '../../catalog/desktop-products.ts'
import type { Cloud } from '../../cloud.ts'
import type { Call } from '../../gateway/call.ts'
import { nextUuid, productIdOf } from '../../ids.ts'
import type { Desktop, DesktopJob, DesktopJobPart, DesktopStep } from '../../world/desktop.ts'
import type { Order } from '../../world/order.ts'
import { completeOrder, type Delivered } from '../bss/complete-order.ts'
import { failChange, settleChange } from '../bss/settle-change.ts'
import { setLites } from './lites.ts'

type Planned = Pick<DesktopJobPart, 'desktopId' | 'work' | 'steps'>

/** Writes a job whose parts wait. */
export function planJob({ cloud: { world }, project, at }: Call, type: string, planned: Planned[]): DesktopJob {
  const job: DesktopJob = {
    id: nextUuid(world),
    projectId: project.id,
    type,
    parts: planned.map((part) => ({ ...part, id: nextUuid(world), status: 'WAITING', process: 0, beganAt: at })),
    beganAt: at,
  }
  world.desktopJobs.push(job)
  return job
}

/** What a desktop goes through when it is resized; a running one is stopped first and started afterwards. */
export function resizeSteps(wasActive: boolean): DesktopStep[] {
  const resize: DesktopStep[] = [
    { status: 'SHUTOFF', task: 'resize_prep', process: 20 },
    { status: 'SHUTOFF', task: 'resize_migrating', process: 40 },
    { status: 'SHUTOFF', task: 'resize_migrated', process: 60 },
    { status: 'SHUTOFF', task: 'resize_finish', process: 80 },
  ]
  if (!wasActive) return resize
  return [{ task: 'powering-off', process: 0 }, ...resize, { status: 'SHUTOFF', task: 'powering-on', process: 90 }]
}

/** Something that happens while the desktop goes on as it is. */
export const quietSteps = (): DesktopStep[] => [
  { task: 'updating', process: 10 },
  { task: 'updating', process: 60 },
]

/** Starts every part that waits: its desktop is busy from now on. */
export function beginJob(cloud: Cloud, job: DesktopJob, at: number): void {
  for (const part of job.parts) {
    part.beganAt = at
    showStep(cloud, part)
    scheduleAfter(cloud, 'desktop.step', part.id, at, 1_000)
  }
}

/** Ends the stretch that a part is in and begins the next. */
export const advancePart: Reaction = (cloud, partId, at) => {
  const job = cloud.world.desktopJobs.find((row) => row.parts.some((part) => part.id === partId))
  const part = job?.parts.find((row) => row.id === partId)
  if (job === undefined || part === undefined) return
  const desktop = cloud.world.desktops.find((row) => row.id === part.desktopId)
  if (desktop === undefined && part.work.kind !== 'lites')
    return failPart(cloud, job, part, at, ['WKS.00211902', 'The desktop does not exist.'])
  if (part.status === 'WAITING') part.status = 'RUNNING'
  else part.steps.shift()
  if (part.steps.length === 0) return finishPart(cloud, job, part, desktop, at)
  showStep(cloud, part)
  const reason = failureOf(desktop, part)
  if (reason !== undefined) return failPart(cloud, job, part, at, ['WKS.00211401', reason])
  scheduleAfter(cloud, 'desktop.step', part.id, at, cloud.options.taskStepSeconds * 1000)
}

/** Ends a part as failed: a desktop under resize stays stopped as it was, and an order is paid back. */
export function failPart(
  cloud: Cloud,
  job: DesktopJob,
  part: DesktopJobPart,
  at: number,
  failure: [string, string],
): void {
  unschedule(cloud, 'desktop.step', part.id)
  Object.assign(part, { status: 'FAILED', endedAt: at, errorCode: failure[0], failReason: failure[1] })
  const desktop = cloud.world.desktops.find((row) => row.id === part.desktopId)
  if (desktop !== undefined) Object.assign(desktop, { task: '', process: null })
  const order = cloud.world.orders.find((row) => row.id === job.orderId)
  if (order?.change?.isSettled === false) failChange(cloud, order, at)
}

/** Words in a computer name that make a job fail once it has begun. */
const sentinels: [word: string, kind: DesktopJobPart['work']['kind'], reason: string][] = [
  ['FAIL-RESIZE', 'resize', 'Failed to resize the desktop: no valid host was found.'],
  ['FAIL-EXPAND', 'expand', 'Failed to expand the disk.'],
  ['FAIL-PERIOD', 'to-period', 'Failed to change the billing mode.'],
  ['FAIL-POWER', 'power', 'Failed to change the power state.'],
]

/** The first stretches go well, so that a failure is seen under way. */
const failureOf = (desktop: Desktop | undefined, part: DesktopJobPart): string | undefined =>
  part.process < 40
    ? undefined
    : sentinels.find(([word, kind]) => kind === part.work.kind && desktop?.name.includes(word))?.[2]

function showStep(cloud: Cloud, part: DesktopJobPart): void {
  const [step] = part.steps
  const desktop = cloud.world.desktops.find((row) => row.id === part.desktopId)
  if (step === undefined) return
  part.process = step.process
  if (desktop !== undefined) Object.assign(desktop, step)
}

function finishPart(
  cloud: Cloud,
  job: DesktopJob,
  part: DesktopJobPart,
  desktop: Desktop | undefined,
  at: number,
): void {
  Object.assign(part, { status: 'SUCCESS', process: 100, endedAt: at })
  const order = cloud.world.orders.find((row) => row.id === job.orderId)
  const isStarted = desktop?.task === 'powering-on'
  if (desktop !== undefined) Object.assign(desktop, { task: '', process: null, ...(isStarted && { status: 'ACTIVE' }) })
  carryOut(cloud, part, desktop, order, at)
}

function carryOut(
  cloud: Cloud,
  { work }: DesktopJobPart,
  desktop: Desktop | undefined,
  order: Order | undefined,
  at: number,
): void {
  if (work.kind === 'lites') {
    setLites(cloud, work, at)
    if (order !== undefined) settleChange(cloud, order, at, {})
  }
  if (desktop === undefined) return
  if (work.kind === 'power') desktop.status = work.status
  if (work.kind === 'resize') {
    desktop.productId = work.productId
    const become = { resourceSpec: work.productId, productId: productIdOf(work.productId) }
    if (order !== undefined) settleChange(cloud, order, at, become)
  }
  if (work.kind === 'expand') {
    const volume = [desktop.root, ...desktop.data].find((row) => row.volumeId === work.volumeId)
    if (volume !== undefined) volume.size = work.newSize
    if (order !== undefined) settleChange(cloud, order, at, { size: work.newSize }, work.volumeId)
  }
  if (work.kind === 'to-period' && order !== undefined) {
    Object.assign(desktop, { isPrepaid: true, orderId: order.id })
    if (order.change !== undefined) order.change.isSettled = true
    completeOrder(cloud, order, at, desktopResources(desktop), 0)
  }
}

/** The desktop as main resource, its disks beneath it. */
export function desktopResources(desktop: Desktop): Delivered[] {
  return [
    {
      resourceId: desktop.id,
      name: desktop.name,
      resourceType: desktopCodes.resourceType,
      resourceSpec: desktop.productId,
      productId: productIdOf(desktop.productId),
    },
    ...[desktop.root, ...desktop.data].map((volume) => ({
      resourceId: volume.volumeId,
      name: volume.name,
      resourceType: desktopDiskCodes.resourceType,
      resourceSpec: desktopDisks[volume.type].spec,
      productId: productIdOf(desktopDisks[volume.type].spec),
      size: volume.size,
      parentResourceId: desktop.id,
    })),
  ]
}
