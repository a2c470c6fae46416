import { checkedScale } from './clock.ts'
import type { Cloud } from './cloud.ts'

/**
 * What will happen without anyone asking. Events are plain data, so they survive a restart; they fire in the order of
 * their moment, then of their making, and each sees its own moment as "now", however late it is noticed.
 */
export type AgendaEvent = {
  kind: string
  subject: string
  dueAt: number
  sequence: number
  /** A duration of the cloud, which the scale shortens; otherwise a fixed date such as a payment deadline. */
  isElastic: boolean
}

export type Reaction = (cloud: Cloud, subject: string, at: number) => void

/** Fires `kind` after `nominalMs` of cloud time, counted from `at`. */
export function scheduleAfter(cloud: Cloud, kind: string, subject: string, at: number, nominalMs: number): void {
  add(cloud, { kind, subject, dueAt: at + nominalMs / cloud.clock.scale, isElastic: true })
}

/** Fires `kind` at a fixed moment. */
export function scheduleAt(cloud: Cloud, kind: string, subject: string, dueAt: number): void {
  add(cloud, { kind, subject, dueAt, isElastic: false })
}

/** Takes back what was planned for a subject. */
export function unschedule(cloud: Cloud, kind: string, subject: string): void {
  cloud.world.agenda = cloud.world.agenda.filter((event) => event.kind !== kind || event.subject !== subject)
}

/** Fires everything that is due. Returns how many events fired. */
export function runDue(cloud: Cloud): number {
  const now = cloud.clock.now()
  let fired = 0
  for (let event = earliest(cloud); event !== undefined && event.dueAt <= now; event = earliest(cloud)) {
    fire(cloud, event, event.dueAt)
    fired += 1
  }
  return fired
}

/** Lets everything in progress end now, in its order, without moving the clock or passing any deadline. */
export function finishAll(cloud: Cloud): number {
  runDue(cloud)
  let fired = 0
  for (let event = earliest(cloud, true); event !== undefined; event = earliest(cloud, true)) {
    fire(cloud, event, cloud.clock.now())
    fired += 1
  }
  return fired
}

/** Changes the speed of what is in progress and of what will come. Fixed dates stay. */
export function rescale(cloud: Cloud, scale: number): void {
  const now = cloud.clock.now()
  const ratio = cloud.clock.scale / checkedScale(scale)
  for (const event of cloud.world.agenda) if (event.isElastic) event.dueAt = now + (event.dueAt - now) * ratio
  cloud.clock.scale = scale
}

/** The moment of the next event, for the timer. */
export const nextDueAt = (cloud: Cloud): number | undefined => earliest(cloud)?.dueAt

function add(cloud: Cloud, event: Omit<AgendaEvent, 'sequence'>): void {
  cloud.world.sequence += 1
  cloud.world.agenda.push({ ...event, sequence: cloud.world.sequence })
}

function earliest(cloud: Cloud, elasticOnly = false): AgendaEvent | undefined {
  let first: AgendaEvent | undefined
  for (const event of cloud.world.agenda) {
    if (elasticOnly && !event.isElastic) continue
    if (first === undefined || event.dueAt < first.dueAt) first = event
    else if (event.dueAt === first.dueAt && event.sequence < first.sequence) first = event
  }
  return first
}

function fire(cloud: Cloud, event: AgendaEvent, at: number): void {
  cloud.world.agenda.splice(cloud.world.agenda.indexOf(event), 1)
  const reaction = cloud.reactions[event.kind]
  if (reaction === undefined) throw new Error(`Nothing reacts to the event ${event.kind}.`)
  reaction(cloud, event.subject, at)
}
