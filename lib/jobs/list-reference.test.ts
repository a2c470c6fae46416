import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/context.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast } from '#lib/db/testing/requests.ts'
import { pageSize } from '#lib/page.ts'
import { JobFilter, jobSorts, type JobSort } from './filter.ts'
import { countJobs, listJobs } from './list.ts'

// So many that a list is read class by class, as it is at any size that counts.
const many = 4000

type Job = {
  id: string
  state: string
  service: string
  started: number
  duration: number
  /** Of its order; null where it has none. */
  order: number | null
  hasRunLong: boolean
}

let database: TestDatabase
let ctx: Context
let jobs: Job[]
beforeAll(async () => {
  database = await createTestDatabase()
  const cast = await createCast(database.db)
  ctx = await contextFor(database.db, cast.support)
  const account = cast.account.id
  // Minutes are far from the thirty after which a job is stuck, so that none becomes so meanwhile.
  await database.db.execute(sql`
    insert into cloud_order (account_id, order_id, status, order_type, paid_at, raw)
    select ${account}, 'CJ' || n, (array[3, 4, 5, 6])[1 + n % 4], 1,
      case when n % 4 in (0, 2) and n % 3 > 0 then now() - make_interval(mins => case when n % 5 < 2 then 5 else 300 end) end, '{}'
    from generate_series(0, 399) as n`)
  await database.db.execute(sql`
    insert into cloud_job (account_id, job_id, service, kind, state, order_id, started_at, ended_at)
    select ${account}, md5(n::text), (array['cph', 'ecs'])[1 + d[1] % 2], 'an operation', state,
      case when d[2] % 3 > 0 then 'CJ' || (d[2] * 256 + d[3]) % 400 end, began,
      case when state in ('succeeded', 'failed') then began + make_interval(secs => d[4]) end
    from generate_series(1, ${many}) as n cross join lateral (
      select array(select get_byte(sha256(n::text::bytea), place) from generate_series(0, 6) as place) as d) as digits
    cross join lateral (select
      (array['running', 'succeeded', 'failed', 'succeeded', 'waiting_payment', 'unknown'])[1 + d[5] % 6] as state,
      now() - make_interval(mins => case when d[6] % 7 < 3 then 10 else 600 end, secs => d[7]) as began) as made`)
  await database.db.execute(sql`analyze cloud_job`)
  const { rows } = await database.db.execute<Job>(sql`
    select job_id as id, j.state, service, (extract(epoch from started_at) * 1000000)::float8 as started, duration_key::float8 as duration,
      o.status as order, started_at < now() - interval '30 minutes' and coalesce(o.paid_at < now() - interval '30 minutes', true) as "hasRunLong"
    from cloud_job j left join cloud_order o on o.order_id = j.order_id`)
  jobs = rows
})
afterAll(() => database.drop())

/** The groups that a job is shown in. */
function groupsOf({ state, order, hasRunLong }: Job): string[] {
  const isOpen = state === 'running' || state === 'waiting_payment'
  if (isOpen && order === 4) return ['cancelled']
  if (isOpen && order === 6) return ['waiting_payment']
  return state === 'running' ? ['running', hasRunLong ? 'stuck' : 'on_time'] : [state]
}

function sorted(those: Job[], sort: JobSort): Job[] {
  const key = ({ started, duration }: Job) => (sort === '-duration' ? duration : started)
  const rising = (a: Job, b: Job) => (key(a) === key(b) ? (a.id < b.id ? -1 : 1) : key(a) - key(b))
  return those.toSorted((a, b) => (sort.startsWith('-') ? rising(b, a) : rising(a, b)))
}

const states = ['running', 'stuck', 'cancelled', 'waiting_payment', 'failed,stuck', 'succeeded,on_time', 'failed']
const asked = states.flatMap((state) =>
  jobSorts.flatMap((sort) => ['', 'ecs'].map((service) => ({ state, sort, service }))),
)

test(
  'lists the jobs that a look at each and its order would, page by page, and counts them',
  { timeout: 120_000 },
  async () => {
    for (const { state, sort, service } of asked) {
      const expected = sorted(
        jobs.filter(
          (job) =>
            (service === '' || job.service === service) &&
            groupsOf(job).some((group) => state.split(',').includes(group)),
        ),
        sort,
      )
      const read = async (window: object) => await listJobs(ctx, JobFilter.parse({ state, sort, service, ...window }))
      const ids = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ jobId }) => jobId)
      const first = await read({})
      const counted = { count: expected.length, isExact: true }
      const said = await countJobs(ctx, JobFilter.parse({ state, sort, service }))
      expect([state, sort, service, said, first.total ?? said]).toEqual([state, sort, service, counted, counted])
      expect(ids(first)).toEqual(expected.slice(0, pageSize).map(({ id }) => id))
      const second = await read({ after: first.older ?? '' })
      expect(ids(second)).toEqual(expected.slice(pageSize, 2 * pageSize).map(({ id }) => id))
    }
  },
)
