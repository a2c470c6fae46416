import { sql } from 'drizzle-orm'
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { densities, viewLists } from '../views/view-lists.ts'

// The tables as TypeScript sees them. migrations/*.sql are the truth (constraints, triggers, indexes); schema.test.ts
// compares the two.

const at = (name: string) => timestamp(name, { withTimezone: true })
const minor = (name: string) => bigint(name, { mode: 'number' })

export const person = pgTable('person', {
  id: uuid().primaryKey().defaultRandom(),
  email: text().notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash'),
  disabledAt: at('disabled_at'),
  createdAt: at('created_at').notNull().defaultNow(),
  /** Issuer and subject at the company's provider, since the first sign-in there. */
  oidcSubject: text('oidc_subject'),
  /** Absent while only invited. */
  joinedAt: at('joined_at'),
})

export const session = pgTable('session', {
  idHash: text('id_hash').primaryKey(),
  /** The same through all ids of one sign-in. */
  lineage: uuid().notNull().defaultRandom(),
  personId: uuid('person_id').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  seenAt: at('seen_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
  revokedAt: at('revoked_at'),
  userAgent: text('user_agent').notNull().default(''),
  /** The network address that it was opened from; empty when unknown. */
  address: text().notNull().default(''),
  /** What is missing until it may do anything. */
  needs: text({ enum: ['factor', 'enrolment'] }),
  /** When the person last proved who they are. */
  confirmedAt: at('confirmed_at').notNull().defaultNow(),
  /** Of the passkey ceremony that is under way. */
  challenge: text(),
})

export const signInAttempt = pgTable('sign_in_attempt', {
  /** A digest of the name that was typed. */
  email: text().notNull(),
  at: at('at').notNull().defaultNow(),
  succeeded: boolean().notNull(),
  address: text().notNull().default(''),
})

export const cloudAccount = pgTable('cloud_account', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  site: text({ enum: ['china', 'international', 'europe'] }).notNull(),
  region: text().notNull(),
  projectId: text('project_id').notNull(),
  domainId: text('domain_id').notNull(),
  endpointOverride: text('endpoint_override'),
  state: text({ enum: ['active', 'paused', 'refused', 'retired'] })
    .notNull()
    .default('active'),
  stateReason: text('state_reason'),
  readAccessKey: text('read_access_key').notNull(),
  readSecretSealed: text('read_secret_sealed').notNull(),
  readKeySince: at('read_key_since').notNull().defaultNow(),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** What people may do, wherever it comes from: the same right may be there several times. */
export const membership = pgTable('membership', {
  personId: uuid('person_id').notNull(),
  accountId: uuid('account_id').notNull(),
  role: text({ enum: ['owner', 'admin', 'reviewer', 'support'] }).notNull(),
  /** The group that it comes of, kept by the database; absent for a role of one's own. */
  groupId: uuid('group_id'),
})

export const draft = pgTable('draft', {
  id: uuid().primaryKey().defaultRandom(),
  personId: uuid('person_id').notNull(),
  accountId: uuid('account_id').notNull(),
  operation: text().notNull(),
  step: text().notNull(),
  content: jsonb().notNull(),
  revision: integer().notNull().default(1),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

export const savedView = pgTable('saved_view', {
  id: uuid().primaryKey().defaultRandom(),
  personId: uuid('person_id').notNull(),
  list: text({ enum: viewLists }).notNull(),
  name: text().notNull(),
  query: text().notNull(),
  columns: text().notNull(),
  density: text({ enum: densities }).notNull(),
  shared: boolean().notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
  changedAt: at('changed_at').notNull().defaultNow(),
})

export const requestTransition = pgTable(
  'request_transition',
  {
    was: text().notNull(),
    event: text().notNull(),
    became: text().notNull(),
    byPerson: boolean('by_person').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.was, t.event] })],
)

export const request = pgTable('request', {
  id: uuid().primaryKey().defaultRandom(),
  number: minor('number').generatedAlwaysAsIdentity(),
  operation: text().notNull(),
  accountId: uuid('account_id').notNull(),
  title: text().notNull(),
  state: text().notNull(),
  moneyState: text('money_state', { enum: ['none', 'unpaid', 'paying', 'paid', 'cancelled', 'refunded'] })
    .notNull()
    .default('none'),
  deliveryState: text('delivery_state', { enum: ['none', 'waiting', 'provisioning', 'delivered', 'partial', 'failed'] })
    .notNull()
    .default('none'),
  version: integer().notNull().default(1),
  approvalHash: text('approval_hash').notNull(),
  fingerprint: text().notNull(),
  amountMinor: minor('amount_minor'),
  currency: text(),
  fence: minor('fence').notNull().default(0),
  leaseUntil: at('lease_until'),
  wakeAt: at('wake_at'),
  stateReason: jsonb('state_reason'),
  expiresAt: at('expires_at').notNull(),
  createdBy: uuid('created_by').notNull(),
  submitKey: uuid('submit_key').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  changedAt: at('changed_at').notNull().defaultNow(),
})

export const requestVersion = pgTable(
  'request_version',
  {
    requestId: uuid('request_id').notNull(),
    version: integer().notNull(),
    document: jsonb().notNull(),
    approvalHash: text('approval_hash').notNull(),
    body: text().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    /** What the request acts on: the database takes it from the document. */
    targetId: text('target_id').generatedAlwaysAs(sql`(document #>> '{input,target,id}')`),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.version] })],
)

export const approval = pgTable('approval', {
  id: uuid().primaryKey().defaultRandom(),
  requestId: uuid('request_id').notNull(),
  version: integer().notNull(),
  approvalHash: text('approval_hash').notNull(),
  personId: uuid('person_id').notNull(),
  decision: text({ enum: ['approve', 'reject'] }).notNull(),
  comment: text().notNull().default(''),
  decidedAt: at('decided_at').notNull().defaultNow(),
})

export const requestComment = pgTable('request_comment', {
  id: uuid().primaryKey().defaultRandom(),
  requestId: uuid('request_id').notNull(),
  personId: uuid('person_id').notNull(),
  body: text().notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})

export const attempt = pgTable('attempt', {
  id: uuid().primaryKey(),
  requestId: uuid('request_id').notNull(),
  seq: integer().notNull(),
  version: integer().notNull(),
  approvalHash: text('approval_hash').notNull(),
  bodySha256: text('body_sha256').notNull(),
  name: text().notNull(),
  fingerprint: text().notNull(),
  /** Absent for calls without an order. */
  orderTrace: text('order_trace'),
  accountId: uuid('account_id').notNull(),
  state: text({
    enum: ['sending', 'unknown', 'accepted', 'refused', 'not_sent', 'throttled', 'absent', 'ambiguous', 'closed'],
  }).notNull(),
  signedAt: at('signed_at').notNull().defaultNow(),
  sendDeadline: at('send_deadline').notNull(),
  answeredAt: at('answered_at'),
  httpStatus: integer('http_status'),
  cloudRequestId: text('cloud_request_id'),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
  /** Sealed: see lib/requests/sealed-answer.ts. */
  answer: text(),
  scans: integer().notNull().default(0),
  scannedAt: at('scanned_at'),
  /** It is not called absent before then, by a worker's look-ups or by a person. */
  absentFrom: at('absent_from'),
})

export const orderLink = pgTable('order_link', {
  orderId: text('order_id').primaryKey(),
  requestId: uuid('request_id').notNull(),
  attemptId: uuid('attempt_id').notNull(),
  linkedAt: at('linked_at').notNull().defaultNow(),
})

/** The order, made by somebody else or by another request, that a request pays. */
export const orderTaken = pgTable('order_taken', {
  requestId: uuid('request_id').primaryKey(),
  orderId: text('order_id').notNull(),
  takenAt: at('taken_at').notNull().defaultNow(),
})

export const resourceLink = pgTable(
  'resource_link',
  {
    resourceId: text('resource_id').notNull(),
    requestId: uuid('request_id').notNull(),
    kind: text().notNull(),
    isActedOn: boolean('is_acted_on').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.resourceId, t.requestId] })],
)

export const payment = pgTable('payment', {
  requestId: uuid('request_id').primaryKey(),
  orderId: text('order_id').notNull(),
  amountMinor: minor('amount_minor').notNull(),
  currency: text().notNull(),
  state: text({ enum: ['sending', 'unknown', 'accepted', 'refused'] }).notNull(),
  sends: integer().notNull().default(0),
  startedAt: at('started_at').notNull().defaultNow(),
  sendDeadline: at('send_deadline'),
  answeredAt: at('answered_at'),
  httpStatus: integer('http_status'),
  cloudRequestId: text('cloud_request_id'),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
})

export const audit = pgTable('audit', {
  seq: minor('seq').generatedAlwaysAsIdentity().primaryKey(),
  at: at('at').notNull().defaultNow(),
  actorKind: text('actor_kind', { enum: ['person', 'worker', 'system'] }).notNull(),
  actorId: text('actor_id').notNull(),
  event: text().notNull(),
  requestId: uuid('request_id'),
  accountId: uuid('account_id'),
  was: text(),
  became: text(),
  detail: jsonb().notNull().default({}),
})

export const workerHeartbeat = pgTable('worker_heartbeat', {
  workerId: text('worker_id').primaryKey(),
  startedAt: at('started_at').notNull().defaultNow(),
  seenAt: at('seen_at').notNull().defaultNow(),
  publicKey: jsonb('public_key').notNull(),
  answersWaiting: integer('answers_waiting').notNull().default(0),
  answersUnreadable: integer('answers_unreadable').notNull().default(0),
})

export const purchaseSwitch = pgTable('purchase_switch', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  stoppedAt: at('stopped_at'),
  /** A person's own words. */
  stoppedReason: text('stopped_reason'),
  /** Absent when nobody but a freeze stopped them. */
  stoppedBy: uuid('stopped_by'),
  /** Whose resuming was the last; absent while they are stopped. */
  resumedBy: uuid('resumed_by'),
  /** Orders must have been looked through since. */
  frozenAt: at('frozen_at'),
  /** Set by a freeze: purchases are not resumed before then. */
  thawAt: at('thaw_at'),
})

/** Which database purchases were last made in. */
export const databaseIdentity = pgTable('database_identity', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  systemIdentifier: text('system_identifier').notNull(),
  timeline: integer().notNull(),
  databaseOid: minor('database_oid').notNull(),
  notedAt: at('noted_at').notNull().defaultNow(),
  /** When it was last another than the one before; null while it has always been the same. */
  replacedAt: at('replaced_at'),
})
