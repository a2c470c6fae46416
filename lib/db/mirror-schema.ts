import { sql } from 'drizzle-orm'
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { billingModes } from '../inventory/billing-mode.ts'
import { jobStates } from '../jobs/job-state.ts'
import { orderAttentions } from '../orders/attention.ts'

// What the cloud has, as it last told us. The cloud is right; these rows say when it was asked.

const at = (name: string) => timestamp(name, { withTimezone: true })
const minor = (name: string) => bigint(name, { mode: 'number' })
/** Written by the database alone; the expression stands in the migration. */
const derived = (name: string) =>
  text(name)
    .notNull()
    .generatedAlwaysAs(sql`derived`)
const derivedAt = (name: string) =>
  at(name)
    .notNull()
    .generatedAlwaysAs(sql`derived`)
const derivedNumber = (name: string) =>
  minor(name)
    .notNull()
    .generatedAlwaysAs(sql`derived`)

export const cloudOrder = pgTable(
  'cloud_order',
  {
    accountId: uuid('account_id').notNull(),
    orderId: text('order_id').notNull(),
    status: integer().notNull(),
    orderType: integer('order_type').notNull(),
    serviceTypeCode: text('service_type_code').notNull().default(''),
    serviceTypeName: text('service_type_name').notNull().default(''),
    amountMinor: minor('amount_minor'),
    officialMinor: minor('official_minor'),
    currency: text().notNull().default(''),
    userName: text('user_name').notNull().default(''),
    orderedAt: at('ordered_at'),
    paidAt: at('paid_at'),
    payUntil: at('pay_until'),
    /** Of its lines; empty until they were read. */
    region: text().notNull().default(''),
    /** Written by the database; null for what was bought elsewhere. */
    requestId: uuid('request_id'),
    askedBy: uuid('asked_by'),
    refundedMinor: minor('refunded_minor'),
    linesAt: at('lines_at'),
    attention: text({ enum: orderAttentions }),
    /** As it was when it was first seen completed or cancelled. */
    settledStatus: integer('settled_status'),
    settledMinor: minor('settled_minor'),
    /** When the cloud first said that it does not know it. */
    missingSince: at('missing_since'),
    /** The order that this one pays back. */
    baseOrderId: text('base_order_id'),
    /** How many things it is about, and how many of them came. */
    askedCount: integer('asked_count'),
    deliveredCount: integer('delivered_count'),
    orderedKey: derivedAt('ordered_key'),
    paidKey: derivedAt('paid_key'),
    payUntilKey: derivedAt('pay_until_key'),
    amountKey: derivedNumber('amount_key'),
    personKey: derived('person_key'),
    classKey: derivedNumber('class_key'),
    raw: jsonb().notNull(),
    changedAt: at('changed_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.orderId] })],
)

export const cloudOrderLine = pgTable(
  'cloud_order_line',
  {
    accountId: uuid('account_id').notNull(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id').notNull(),
    serviceTypeCode: text('service_type_code').notNull().default(''),
    resourceTypeCode: text('resource_type_code').notNull().default(''),
    productSpec: text('product_spec').notNull().default(''),
    region: text().notNull().default(''),
    count: integer(),
    periodType: integer('period_type'),
    periodCount: integer('period_count'),
    amountMinor: minor('amount_minor'),
    officialMinor: minor('official_minor'),
    effectiveAt: at('effective_at'),
    expiresAt: at('expires_at'),
    raw: jsonb().notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.orderId, t.lineId] })],
)

export const cloudOrderResource = pgTable(
  'cloud_order_resource',
  {
    accountId: uuid('account_id').notNull(),
    orderId: text('order_id').notNull(),
    resourceId: text('resource_id').notNull(),
    name: text().notNull().default(''),
    serviceTypeCode: text('service_type_code').notNull().default(''),
    resourceTypeCode: text('resource_type_code').notNull().default(''),
    region: text().notNull().default(''),
    status: integer(),
    isMain: boolean('is_main').notNull().default(true),
    expiresAt: at('expires_at'),
    raw: jsonb().notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.orderId, t.resourceId] })],
)

export const cloudJob = pgTable(
  'cloud_job',
  {
    accountId: uuid('account_id').notNull(),
    jobId: text('job_id').notNull(),
    service: text().notNull(),
    kind: text().notNull(),
    resourceId: text('resource_id').notNull().default(''),
    requestId: uuid('request_id'),
    cloudKind: text('cloud_kind'),
    orderId: text('order_id'),
    state: text({ enum: jobStates }).notNull(),
    progress: integer(),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
    durationKey: derivedNumber('duration_key'),
    classKey: derivedNumber('class_key'),
    children: jsonb().notNull().default([]),
    raw: jsonb().notNull().default({}),
    seenAt: at('seen_at').notNull().defaultNow(),
    /** Of the call that began it: CPH lists jobs by it. */
    cloudRequestId: text('cloud_request_id'),
    /** When a look at all jobs last heard of it. */
    polledAt: at('polled_at'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.service, t.jobId] })],
)

export const phoneServer = pgTable(
  'phone_server',
  {
    accountId: uuid('account_id').notNull(),
    serverId: text('server_id').notNull(),
    name: text().notNull(),
    status: integer().notNull(),
    serverModel: text('server_model').notNull(),
    phoneModel: text('phone_model').notNull(),
    availabilityZone: text('availability_zone').notNull().default(''),
    orderId: text('order_id'),
    enterpriseProjectId: text('enterprise_project_id').notNull().default('0'),
    createdInCloudAt: at('created_in_cloud_at'),
    raw: jsonb().notNull(),
    phones: jsonb().notNull().default([]),
    search: derived('search'),
    phoneSearch: derived('phone_search'),
    sortName: derived('sort_name'),
    goneAt: at('gone_at'),
    changedAt: at('changed_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.serverId] })],
)

export const desktop = pgTable(
  'desktop',
  {
    accountId: uuid('account_id').notNull(),
    desktopId: text('desktop_id').notNull(),
    name: text().notNull(),
    status: text().notNull(),
    task: text().notNull().default(''),
    userName: text('user_name').notNull().default(''),
    productId: text('product_id').notNull().default(''),
    vcpus: integer(),
    memoryMib: integer('memory_mib'),
    diskCount: integer('disk_count').notNull().default(0),
    diskGib: integer('disk_gib').notNull().default(0),
    billingMode: text('billing_mode', { enum: billingModes }).notNull(),
    poolId: text('pool_id').notNull().default(''),
    availabilityZone: text('availability_zone').notNull().default(''),
    orderId: text('order_id'),
    createdInCloudAt: at('created_in_cloud_at'),
    search: text().notNull(),
    sortName: derived('sort_name'),
    raw: jsonb().notNull(),
    /** The exclusive host it runs on: `HostOfDesktop`. */
    host: jsonb(),
    goneAt: at('gone_at'),
    changedAt: at('changed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.desktopId] })],
)

export const ecsServer = pgTable(
  'ecs_server',
  {
    accountId: uuid('account_id').notNull(),
    serverId: text('server_id').notNull(),
    name: text().notNull(),
    status: text().notNull(),
    task: text().notNull().default(''),
    flavorId: text('flavor_id').notNull().default(''),
    vcpus: integer(),
    memoryMib: integer('memory_mib'),
    addresses: text().notNull().default(''),
    billingMode: text('billing_mode', { enum: billingModes }).notNull(),
    availabilityZone: text('availability_zone').notNull().default(''),
    orderId: text('order_id'),
    createdInCloudAt: at('created_in_cloud_at'),
    search: text().notNull(),
    sortName: derived('sort_name'),
    raw: jsonb().notNull(),
    goneAt: at('gone_at'),
    changedAt: at('changed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.serverId] })],
)

export const syncState = pgTable(
  'sync_state',
  {
    accountId: uuid('account_id').notNull(),
    kind: text().notNull(),
    asOf: at('as_of'),
    failedAt: at('failed_at'),
    failure: text(),
    /** How far a long look has come. */
    progress: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind] })],
)

/** Which worker polls an account. */
export const poller = pgTable('poller', {
  accountId: uuid('account_id').primaryKey(),
  workerId: text('worker_id').notNull(),
  leaseUntil: at('lease_until').notNull(),
})

/** Until when the calls of an API are given away, for one customer of the cloud. */
export const callSlot = pgTable(
  'call_slot',
  {
    domainId: text('domain_id').notNull(),
    api: text().notNull(),
    takenUntil: at('taken_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.domainId, t.api] })],
)
