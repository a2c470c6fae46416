import { and, ilike, inArray, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { containing } from '../db/keyset.ts'
import { jobClass } from '../db/class-schema.ts'
import { anyKindOf, everyOf, kindIn } from '../db/class-test.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import type { Bounds, Listing, Wanted } from '../db/listing.ts'
import { timesWithin } from '../db/time-range.ts'
import { readTimes, tokensOf } from '../filter-tokens.ts'
import type { JobFilter } from './filter.ts'
import { type JobGroup, jobGroups, type JobState } from './job-state.ts'
import { ofOrder } from './read.ts'
import { usualInterval } from './usual-duration.ts'

/** Of these the order tells more than the job. */
const openStates = ['running', 'waiting_payment'] as const
const isOpen = kindIn(jobClass.state, openStates) ?? []

export const jobListing: Listing = {
  table: cloudJob,
  name: 'cloud_job',
  account: cloudJob.accountId,
  classKey: cloudJob.classKey,
  classes: jobClass,
  kinds: [jobClass.service, jobClass.state, jobClass.kind, jobClass.cloudKind, jobClass.errorCode],
  ids: [cloudJob.service, cloudJob.jobId],
  bounds: new Map<AnyColumn, Bounds>([
    [cloudJob.startedAt, { low: jobClass.startedLow, high: jobClass.startedHigh }],
    [cloudJob.durationKey, { low: jobClass.durationLow, high: jobClass.durationHigh }],
  ]),
  // As the migration that makes the index writes it (0047_open_jobs.sql).
  scarce: { where: sql`${cloudJob.state} in ('running', 'waiting_payment')`, of: isOpen },
  held: [cloudJob.startedAt],
}

/** What the filter asks for of the jobs of `accounts`. */
export function wantedJobs(accounts: string[], filter: JobFilter): Wanted {
  const groups = jobGroups.filter((group) => tokensOf(filter.state).includes(group))
  const kinds = tokensOf(filter.kind)
  // Whether an open job waits, runs or never will is said by its order: only open ones are looked into.
  const looks = groups.filter((group) => !isSettled(group))
  const few = and(
    oneOf(cloudJob.resourceId, filter.resource),
    filter.q === '' ? undefined : textWhere(accounts, filter.q),
  )
  return {
    accounts,
    classes: everyOf([
      kindIn(jobClass.state, groups.flatMap(statesOf)),
      kindIn(jobClass.service, tokensOf(filter.service)),
      anyKindOf([kindIn(jobClass.kind, kinds), kindIn(jobClass.cloudKind, kinds)]),
      kindIn(jobClass.errorCode, tokensOf(filter.error)),
    ]),
    ranges: timesWithin(cloudJob.startedAt, readTimes(filter.started)),
    held: undefined,
    few: few === undefined ? [] : [few],
    look: looks.length === 0 ? undefined : { where: isOneOf(looks), of: isOpen },
  }
}

function oneOf(column: AnyColumn, token: string): SQL | undefined {
  const values = tokensOf(token)
  return values.length === 0 ? undefined : inArray(column, values)
}

const isSettled = (group: JobGroup): boolean => group === 'succeeded' || group === 'failed' || group === 'unknown'

/** The states as the cloud tells them among which a group is found. */
function statesOf(group: JobGroup): JobState[] {
  if (group === 'stuck' || group === 'on_time') return ['running']
  if (group === 'cancelled' || group === 'waiting_payment') return ['running', 'waiting_payment']
  return [group]
}

const textMax = 10_001

/** Jobs and things whose id has the text, and jobs with a part of exactly that id. */
function textWhere(accounts: string[], q: string): SQL {
  const pattern = containing(q)
  const mine = sql`account_id = any (${sql.param(accounts)}::uuid[])`
  const byId = /[a-z\d]{3}/i.test(q)
    ? sql`select account_id, split_part(id, ' ', 1), substr(id, strpos(id, ' ') + 1) from search_jobs(${pattern}, ${sql.param(accounts)}::uuid[], ${textMax})`
    : sql`(select account_id, service, job_id from cloud_job where ${mine} and ${or(ilike(sql`job_id`, pattern), ilike(sql`resource_id`, pattern))} limit ${textMax})`
  return sql`(${cloudJob.accountId}, ${cloudJob.service}, ${cloudJob.jobId}) in (${byId}
    union (select account_id, service, job_id from cloud_job where ${mine} and children <> '[]'
      and children @> any (array[${JSON.stringify([{ id: q }])}::jsonb, ${JSON.stringify([{ resourceId: q }])}::jsonb]) limit ${textMax}))`
}

/** The state of an open job as it is shown: one whose order is not paid waits, and one whose order was cancelled will never run. */
const shownState: SQL = sql`case ${ofOrder(sql`o.status`)} when 4 then 'cancelled' when 6 then 'waiting_payment' else ${cloudJob.state} end`

const longAgo = sql`now() - ${usualInterval}`

/** A job of an order counts its time from the payment. */
const isStuck: SQL = sql`(${cloudJob.state} = 'running' and ${cloudJob.startedAt} < ${longAgo}
  and coalesce(${ofOrder(sql`o.status not in (4, 6) and coalesce(o.paid_at < ${longAgo}, true)`)}, true))`

/** Whether an open job is shown in one of these groups. */
function isOneOf(groups: JobGroup[]): SQL {
  const states = groups.filter((group) => group !== 'stuck' && group !== 'on_time')
  const any = or(
    states.length === 0 ? undefined : inArray(shownState, states),
    groups.includes('stuck') ? isStuck : undefined,
    groups.includes('on_time') ? sql`(${shownState} = 'running' and not ${isStuck})` : undefined,
  )
  // Said so that Postgres reads no other index beside that of the class.
  return sql`(${any}) is true`
}
