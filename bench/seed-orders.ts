import { sql, type SQL } from 'drizzle-orm'
import type { Database } from '#lib/db/client.ts'
import { type Dice, diceOf, pick } from './dice.ts'
import { insertJobs } from './seed-jobs.ts'

export type OrderCounts = { orders: number; jobs: number; audits: number; requests: number }

export const million: OrderCounts = { orders: 1_000_000, jobs: 300_000, audits: 200_000, requests: 4000 }

/** The same mix at a hundredth. */
export const tenThousand: OrderCounts = { orders: 10_000, jobs: 3000, audits: 2000, requests: 40 }

type Seeding = {
  accounts: readonly string[]
  people: readonly string[]
  counts: OrderCounts
  /** The same number makes the same rows, whenever they were. */
  seed?: number
  /** Hears how far it is. */
  tell?: (words: string) => void
}

const batch = 100_000
const seeded = ['request', 'request_version', 'attempt', 'order_link', 'audit'] as const
const mirrored = ['cloud_order', 'cloud_order_line', 'cloud_order_resource', 'cloud_job'] as const

/**
 * Writes what a large customer ordered in five years as the worker mirrors it, with half as many lines again as orders: a
 * few accounts have most of it, prices spread log-normally, two in a hundred orders are open and one in a thousand needs
 * attention. Triggers rest meanwhile, so nothing is announced; statistics are taken and tables tidied as autovacuum would.
 * Needs the rights of the owner, and at least one account and one person.
 */
export async function seedOrders(db: Database, seeding: Seeding): Promise<void> {
  const { accounts, people, counts, seed = 1, tell = () => undefined } = seeding
  const tables = [...seeded, ...mirrored]
  for (const table of tables) await db.execute(sql`alter table ${sql.identifier(table)} disable trigger user`)
  const indexes = await dropIndexes(db)
  try {
    const from = { accounts: list(accounts), people: list(people), counts, dice: diceOf(seed) }
    for (let first = 1; first <= counts.orders; first += batch) {
      const last = Math.min(counts.orders, first + batch - 1)
      await write(db, [insertOrders(from, sql`generate_series(${first}::bigint, ${last}::bigint) as n`)])
      tell(`${last} orders`)
    }
    for (const [what, statements] of Object.entries(following(from))) {
      await write(db, statements)
      tell(what)
    }
  } finally {
    await write(db, [sql`set local maintenance_work_mem = '256MB'`, ...indexes.map((index) => sql.raw(index))])
    tell('indexes')
    for (const table of tables) await db.execute(sql`alter table ${sql.identifier(table)} enable trigger user`)
  }
  await write(db, [sql`select recount_classes()`, sql`select recount_tallies()`])
  await tidy(db, [...tables, 'order_class', 'job_class', 'order_tally', 'job_tally'])
  tell('statistics')
}

async function tidy(db: Database, tables: readonly string[]): Promise<void> {
  const client = await db.$client.connect()
  try {
    await client.query('set statement_timeout = 0')
    for (const table of tables) await client.query(`vacuum (analyze) ${table}`)
  } finally {
    // Not given back: it has no limit any more.
    client.release(true)
  }
}

/** Without the limit that the console's own statements have. */
const write = (db: Database, statements: SQL[]) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`)
    for (const statement of statements) await tx.execute(statement)
  })

/** Making an index of what is there takes a fraction of keeping it row by row. Answers with how to make them again. */
async function dropIndexes(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ name: string; made: string }>(sql`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as made
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in (${sql.join(
      mirrored.map((table) => sql`${table}::regclass`),
      sql`, `,
    )}) and not i.indisunique`)
  await write(
    db,
    rows.map(({ name }) => sql`drop index ${sql.identifier(name)}`),
  )
  return rows.map(({ made }) => made)
}

type From = { accounts: SQL; people: SQL; counts: OrderCounts; dice: Dice }

const following = (from: From): Record<string, SQL[]> => ({
  lines: [insertLines(from)],
  resources: [insertResources(from)],
  requests: insertRequests(from),
  jobs: [insertJobs(from)],
  'audit rows': [insertAudits(from)],
})

const list = (ids: readonly string[]): SQL =>
  sql`(array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}])`

/** Few of the ids have most of the rows. */
const skewed = (ids: SQL, dice: SQL): SQL =>
  sql`${ids}[least(1 + floor(pow(${dice}, 2.2) * cardinality(${ids}))::integer, cardinality(${ids}))]`

const services = {
  'hws.service.type.ec2': 34,
  'hws.service.type.cph': 22,
  'hws.service.type.vdi': 20,
  'hws.service.type.ebs': 10,
  'hws.service.type.vpc': 9,
  'hws.service.type.obs': 3,
  'hws.service.type.rds': 1.5,
  'hws.service.type.cbr': 0.5,
}
const regions = {
  'cn-north-4': 60,
  'cn-east-3': 22,
  'cn-south-1': 9,
  'ap-southeast-1': 6,
  'ap-southeast-3': 2.5,
  'la-south-2': 0.5,
}
const orderTypes = { 1: 55, 2: 25, 3: 10, 4: 6, 10: 1, 11: 2, 13: 0.5, 15: 0.5 }
/** More was ordered lately than at first. */
const years = sql`(1 - sqrt(n::float8 / total.orders)) * 5`

/** The account with least of the orders is billed in another currency, where there are several. */
const foreign = (accounts: SQL): SQL =>
  sql`case when cardinality(${accounts}) > 1 then ${accounts}[cardinality(${accounts})] end`

const insertOrders = ({ accounts, dice, counts }: From, numbers: SQL): SQL => sql`
  insert into cloud_order (account_id, order_id, status, order_type, service_type_code, service_type_name, amount_minor,
    official_minor, currency, user_name, ordered_at, paid_at, pay_until, region, refunded_minor, lines_at, attention, raw)
  select account_id, order_id, status, order_type, service, initcap(split_part(service, '.', 4)),
    case when order_type = 4 then -minor else minor end, minor * 5 / 4,
    case when account_id = ${foreign(accounts)} then 'USD' else 'CNY' end, 'user-' || lpad(floor(pow(${dice(1)}, 3) * 40)::text, 2, '0'),
    ordered_at, case when status in (3, 5) then ordered_at + make_interval(secs => 30 + 3000 * ${dice(2)}) end,
    case when status = 6 then ordered_at + interval '7 days' end, region,
    case when order_type = 4 then minor end, ordered_at + interval '5 minutes',
    case when ${dice(3)} < 0.001 then ${pick(dice(4), { orphan: 1, lost: 1, changed: 1, undelivered: 3 })} end,
    jsonb_build_object('orderId', order_id, 'sourceType', 2, 'userName', 'user', 'amountInfo', jsonb_build_object('discounts', '[]'::jsonb,
      'flexipurchaseCouponAmount', 0, 'couponAmount', 0, 'storedCardAmount', 0), 'metadata', repeat('x', 200))
  from (
    select k, ${skewed(accounts, dice(5))} as account_id, 'CS' || to_char(at, 'YYMMDDHH24MI') || upper(to_hex(1048576 + n * 7919 % 15728640)) as order_id,
      (case when at > now() - interval '60 days' and ${dice(6)} < 0.55 then ${pick(dice(7), { 6: 60, 3: 30, 1: 3, 9: 5, 2: 2 })}
        else ${pick(dice(8), { 5: 91, 4: 9 })} end)::integer as status,
      ${pick(dice(9), orderTypes)}::integer as order_type, ${pick(dice(10), services)} as service,
      ${pick(dice(11), regions)} as region, at as ordered_at,
      (exp(9 + 1.6 * sqrt(-2 * ln(greatest(${dice(12)}, 1e-12))) * cos(2 * pi() * ${dice(13)})))::bigint as minor
    from ${numbers} cross join lateral (select n::text as k) as named cross join (select ${counts.orders}::float8 as orders) as total
    cross join lateral (select date_trunc('milliseconds', now() - ${years} * interval '365 days' - ${dice(14)} * interval '1 hour') as at) as moment
  ) as made
  on conflict do nothing`

const keyed = sql`(select *, order_id as k from cloud_order) as o`

const insertLines = ({ dice }: From): SQL => sql`
  insert into cloud_order_line (account_id, order_id, line_id, service_type_code, resource_type_code, product_spec, region, count,
    period_type, period_count, amount_minor, official_minor, effective_at, expires_at)
  select account_id, order_id, order_id || '-' || line, service_type_code,
    replace(service_type_code, 'service', 'resource'), split_part(service_type_code, '.', 4) || '.large.' || floor(8 * ${dice(20)})::text,
    region, 1 + floor(pow(${dice(21)}, 4) * 20)::integer, 2, 1 + floor(12 * ${dice(22)})::integer, amount_minor / lines, official_minor / lines,
    paid_at, paid_at + make_interval(months => 1 + floor(12 * ${dice(22)})::integer)
  from ${keyed} cross join lateral (select case when ${dice(23)} < 0.5 then 2 else 1 end as lines) as counted
    cross join lateral generate_series(1, lines) as line
  on conflict do nothing`

const insertResources = ({ dice }: From): SQL => sql`
  insert into cloud_order_resource (account_id, order_id, resource_id, name, service_type_code, resource_type_code, region, status, expires_at)
  select account_id, order_id, md5(order_id)::uuid::text, split_part(service_type_code, '.', 4) || '-' || substr(md5(order_id), 1, 6),
    service_type_code, replace(service_type_code, 'service', 'resource'), region, case when ${dice(30)} < 0.8 then 2 else 3 end,
    paid_at + make_interval(months => 1 + floor(12 * ${dice(22)})::integer)
  from ${keyed} where status = 5 and order_type = 1
  on conflict do nothing`

/** The chosen orders were asked for here, approved and sent as the protocol would have. */
const insertRequests = ({ dice, people, counts }: From): SQL[] => [
  sql`create temporary table seeded_request on commit drop as
    select account_id, order_id, order_type, status, service_type_name, amount_minor, currency, ordered_at,
      md5('request' || order_id)::uuid as request_id, md5('attempt' || order_id)::uuid as attempt_id,
      ${skewed(people, dice(40))} as asked, sha256(convert_to(order_id, 'UTF8')) as digest
    from ${keyed} where order_type in (1, 3) and status in (3, 4, 5, 6) and ordered_at > now() - interval '2 years'
    order by ${dice(41)} limit ${counts.requests}`,
  sql`insert into request (id, operation, account_id, title, state, money_state, delivery_state, approval_hash, fingerprint, amount_minor, currency,
      expires_at, created_by, submit_key, created_at, changed_at)
    select request_id, case when order_type = 1 then 'buy-phone-servers' else 'resize-server' end, account_id,
      1 + length(order_id) % 7 || ' ' || service_type_name, ${stateOf}, case status when 6 then 'unpaid' when 4 then 'cancelled' else 'paid' end,
      case status when 5 then 'delivered' when 3 then 'provisioning' else 'none' end, encode(digest, 'hex'), order_id, amount_minor, currency,
      ordered_at + interval '7 days', asked, request_id, ordered_at - interval '1 hour', ordered_at
    from seeded_request on conflict do nothing`,
  sql`insert into request_version (request_id, version, document, approval_hash, body, created_by, created_at)
    select request_id, 1, ${documentOf}, encode(digest, 'hex'), '{}', asked, ordered_at - interval '1 hour'
    from seeded_request r join cloud_account a on a.id = r.account_id on conflict do nothing`,
  sql`insert into attempt (id, request_id, seq, version, approval_hash, body_sha256, name, fingerprint, account_id, state, signed_at,
      send_deadline, answered_at, http_status, cloud_request_id)
    select attempt_id, request_id, 1, 1, encode(digest, 'hex'), encode(digest, 'hex'), 'cp-' || substr(md5(order_id), 1, 12), order_id, account_id,
      'accepted', ordered_at, ordered_at, ordered_at, 200, md5('answer' || order_id) from seeded_request on conflict do nothing`,
  sql`insert into order_link (order_id, request_id, attempt_id, linked_at)
    select order_id, request_id, attempt_id, ordered_at from seeded_request on conflict do nothing`,
  sql`update cloud_order o set request_id = r.request_id, asked_by = r.asked from seeded_request r
    where o.account_id = r.account_id and o.order_id = r.order_id`,
]
/** As lib/requests/document.ts has it, so that their pages open. */
const documentOf = sql`jsonb_build_object('schema', 1, 'contractVersion', 1,
  'operation', case when order_type = 1 then 'buy-phone-servers' else 'resize-server' end,
  'account', jsonb_build_object('id', a.id, 'name', a.name, 'site', a.site, 'region', a.region, 'projectId', a.project_id),
  'endpoint', 'https://cph.cn-north-4.myhuaweicloud.com',
  'call', jsonb_build_object('service', 'cph', 'method', 'POST', 'api', 'cph.purchase', 'path', '/v2/x/cloud-phone/servers', 'body', '{"count":1}'),
  'name', 'cp-' || substr(md5(order_id), 1, 12), 'input', jsonb_build_object(), 'summary', jsonb_build_array(),
  'headline', service_type_name, 'expected', 1, 'price', null, 'reason', 'Seeded',
  'expiresAt', to_char((ordered_at + interval '7 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`
const stateOf = sql`case status when 6 then 'ordered' when 4 then 'cancelled' when 3 then 'provisioning' else 'done' end`

const events = {
  submit: 5,
  approve: 5,
  claim: 5,
  send: 5,
  accept: 5,
  acceptPayment: 4,
  provision: 4,
  finish: 4,
  comment: 2,
  reject: 1,
}

/** Fifty for each request, as far as they go. */
const insertAudits = ({ dice, counts }: From): SQL => sql`
  insert into audit (at, actor_kind, actor_id, event, request_id, account_id, was, became, detail)
  select at, case when ${dice(60)} < 0.4 then 'person' else 'worker' end, case when ${dice(60)} < 0.4 then created_by::text else 'worker-1' end,
    ${pick(dice(61), events)}, id, account_id, 'claimed', 'sending', jsonb_build_object('note', repeat('x', 60))
  from (
    select r.*, r.id::text || step as k, r.created_at + make_interval(mins => step) as at
    from request r cross join generate_series(1, ceil(${counts.audits}::float8 / ${counts.requests})::integer) as step
    order by at limit ${counts.audits}
  ) as made`
