import { and, gte, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { jobTally } from '../db/tally-schema.ts'
import { usualMinutes } from '../jobs/usual-duration.ts'
import { titleOf } from '../operations/capabilities.ts'
import { findOperation } from '../operations/registry.ts'
import type { JobDurations } from './queries.ts'

/** Kinds that are drawn: those with most jobs. */
const kindsMax = 12

/** Four steps double a duration (migrations/0020_tallies.sql). */
const stepsPerDoubling = 4
const stepsPerBar = 2

/** Where a step begins, in seconds. */
const secondsAt = (step: number): number => 2 ** (step / stepsPerDoubling)

/** The state of the jobs of a kind, and how many of them took which step. */
type Counted = {
  service: string
  kind: string
  cloudKind: string
  state: 'succeeded' | 'failed'
  step: number
  jobs: number
}

/** How long the jobs took that began on `from` or since and have ended, the kind with most jobs first. */
export async function readDurations(db: Queryable, accounts: string[], from: string): Promise<JobDurations[]> {
  if (accounts.length === 0) return []
  const counted = await db
    .select({
      service: jobTally.service,
      kind: jobTally.kind,
      cloudKind: jobTally.cloudKind,
      state: jobTally.state,
      step: jobTally.step,
      jobs: sql`sum(${jobTally.jobs})`.mapWith(Number),
    })
    .from(jobTally)
    .where(and(inArray(jobTally.accountId, accounts), gte(jobTally.startedOn, from)))
    .groupBy(jobTally.service, jobTally.kind, jobTally.cloudKind, jobTally.state, jobTally.step)
  const kinds = Map.groupBy(counted, (row) => JSON.stringify([row.service, nameOf(row)]))
  return [...kinds.values()]
    .flatMap(drawDurations)
    .toSorted(
      (one, other) =>
        other.succeeded + other.failed - one.succeeded - one.failed || (keyOf(one) < keyOf(other) ? -1 : 1),
    )
    .slice(0, kindsMax)
}

/** The same work is one kind whoever began it: the cloud's name for it, where it has one. */
const nameOf = ({ kind, cloudKind }: Counted): string => cloudKind || kind

/** Kinds that are as frequent keep their places. */
const keyOf = ({ service, kind }: JobDurations): string => `${service} ${kind}`

/** One kind of jobs, laid out; `rows` are all of that kind. */
function drawDurations(rows: Counted[]): JobDurations[] {
  const [any] = rows
  if (!any) return []
  const { service, cloudKind } = any
  const kind = nameOf(any)
  const ours = rows.find((row) => findOperation(row.kind))?.kind
  const succeeded = rows.filter(({ state }) => state === 'succeeded').toSorted((one, other) => one.step - other.step)
  return [
    {
      service,
      kind,
      title: ours === undefined ? kind : titleOf(ours),
      cloudKind: cloudKind === '' || findOperation(cloudKind) ? null : cloudKind,
      succeeded: jobsOf(succeeded),
      failed: jobsOf(rows.filter(({ state }) => state === 'failed')),
      p50: quantile(succeeded, 0.5),
      p90: quantile(succeeded, 0.9),
      usualMinutes: usualMinutes(service, ours ?? kind, cloudKind === '' ? null : cloudKind),
      bars: barsOf(succeeded),
    },
  ]
}

const jobsOf = (rows: Counted[]): number => rows.reduce((total, { jobs }) => total + jobs, 0)

/** The duration that this share of the jobs did not exceed, in seconds; within a step they are taken as evenly spread. */
function quantile(rows: Counted[], share: number): number {
  const wanted = jobsOf(rows) * share
  let passed = 0
  for (const { step, jobs } of rows) {
    if (passed + jobs >= wanted) return secondsAt(step + (wanted - passed) / jobs)
    passed += jobs
  }
  return 0
}

/** Without gaps from the quickest to the slowest. */
function barsOf(rows: Counted[]): JobDurations['bars'] {
  const bars = Map.groupBy(rows, ({ step }) => Math.floor(step / stepsPerBar))
  const places = [...bars.keys()]
  if (places.length === 0) return []
  const first = Math.min(...places)
  return Array.from({ length: Math.max(...places) - first + 1 }, (_, index) => ({
    fromSeconds: secondsAt((first + index) * stepsPerBar),
    toSeconds: secondsAt((first + index + 1) * stepsPerBar),
    jobs: jobsOf(bars.get(first + index) ?? []),
  }))
}
