import { type SQL, sql } from 'drizzle-orm'
import { type Dice, pick } from './dice.ts'

/** Nearly all ended; the newest hundredth runs, some of it for too long. */
export const insertJobs = ({ dice, counts }: { dice: Dice; counts: { jobs: number } }): SQL => sql`
  insert into cloud_job (account_id, job_id, service, kind, cloud_kind, resource_id, request_id, order_id, state, progress, error_code,
    error_message, started_at, ended_at, raw)
  select account_id, md5('job' || k), service, split_part(kind, '|', 1), nullif(split_part(kind, '|', 2), ''), md5(k)::uuid::text, request_id,
    case when order_type = 1 then k end, state, case when state = 'running' then floor(100 * ${dice(53)})::integer end,
    case when state = 'failed' then ${ofService(dice(52), failures)} end,
    case when state = 'failed' then 'The cloud says why it failed, at some length' end, began,
    case when state in ('succeeded', 'failed') then began + make_interval(secs => 5 + exp(5 + 1.1 * sqrt(-2 * ln(greatest(${dice(57)}, 1e-12))) * cos(2 * pi() * ${dice(58)}))) end,
    jsonb_build_object('status', state, 'metadata', repeat('x', 150))
  from (
    select o.*, ${ofService(dice(51), kinds)} as kind,
      case when place > ${counts.jobs} * 0.01 then ${pick(dice(54), { succeeded: 965, failed: 33, unknown: 2 })}
        else ${pick(dice(55), { running: 95, waiting_payment: 5 })} end as state,
      case when place > ${counts.jobs} * 0.01 then ordered_at + interval '5 minutes' else now() - make_interval(secs => 3000 * ${dice(56)}) end as began
    from (
      select *, ${pick(dice(50), { cph: 45, workspace: 25, ecs: 30 })} as service, row_number() over (order by ordered_at desc) as place
      from (select *, order_id as k from cloud_order order by hashtext(order_id) limit ${counts.jobs}) as chosen
    ) as o
  ) as o
  on conflict do nothing`

/**
 * What the mirror knows jobs by, as `kind` and the cloud's own word for it: the operation that began them, or that word again where
 * somebody began them elsewhere. Phone servers' jobs have no such word, and only desktops' are told of that nobody here began.
 */
export const kinds: Record<string, Record<string, number>> = {
  cph: { 'switch-phone-server|': 3, 'change-phone-flavor|': 2 },
  workspace: {
    'change-desktop|resizeDesktops': 6,
    'change-desktop|expandVolumes': 4,
    'change-desktop|meteredToPeriod': 2,
    'change-desktop|resizeExclusiveLites': 1,
    'createDesktops|createDesktops': 5,
    'operateDesktops|operateDesktops': 9,
    'rebuildDesktops|rebuildDesktops': 2,
    'attachDesktops|attachDesktops': 2,
    'deleteDesktops|deleteDesktops': 3,
  },
  ecs: { 'resize-server|resizeServer': 6, 'resize-server|stopServer': 2, 'resize-server|startServer': 2 },
}
export const failures: Record<string, Record<string, number>> = {
  cph: { 'CPS.0092': 5, 'CPS.0005': 3 },
  workspace: { 'WKS.00211401': 1 },
  ecs: { 'Ecs.0219': 6, 'Ecs.0319': 2, 'Common.0002': 1 },
}

/** For each service one of its own values. */
const ofService = (dice: SQL, weights: Record<string, Record<string, number>>): SQL =>
  sql`case service ${sql.join(
    Object.entries(weights).map(([service, its]) => sql`when ${service} then ${pick(dice, its)}`),
    sql` `,
  )} end`
