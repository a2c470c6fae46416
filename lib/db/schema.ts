import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

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
})

export const session = pgTable('session', {
  idHash: text('id_hash').primaryKey(),
  personId: uuid('person_id').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  seenAt: at('seen_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
  revokedAt: at('revoked_at'),
  userAgent: text('user_agent').notNull().default(''),
})

export const signInAttempt = pgTable('sign_in_attempt', {
  email: text().notNull(),
  at: at('at').notNull().defaultNow(),
  succeeded: boolean().notNull(),
})

export const cloudAccount = pgTable('cloud_account', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  site: text({ enum: ['china', 'international', 'europe'] }).notNull(),
  region: text().notNull(),
  projectId: text('project_id').notNull(),
  domainId: text('domain_id').notNull(),
  endpointOverride: text('endpoint_override'),
  state: text({ enum: ['active', 'paused', 'refused'] })
    .notNull()
    .default('active'),
  stateReason: text('state_reason'),
  readAccessKey: text('read_access_key').notNull(),
  readSecretSealed: text('read_secret_sealed').notNull(),
  spendAccessKey: text('spend_access_key').notNull(),
  spendSecretSealed: text('spend_secret_sealed').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})

export const membership = pgTable(
  'membership',
  {
    personId: uuid('person_id').notNull(),
    accountId: uuid('account_id').notNull(),
    role: text({ enum: ['owner', 'admin', 'reviewer', 'support'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.accountId, t.role] })],
)

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

export const requestTransition = pgTable(
  'request_transition',
  { was: text().notNull(), event: text().notNull(), became: text().notNull() },
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
  accountId: uuid('account_id').notNull(),
  state: text({
    enum: ['sending', 'unknown', 'accepted', 'refused', 'not_sent', 'throttled', 'absent', 'ambiguous'],
  }).notNull(),
  signedAt: at('signed_at').notNull().defaultNow(),
  sendDeadline: at('send_deadline').notNull(),
  answeredAt: at('answered_at'),
  httpStatus: integer('http_status'),
  cloudRequestId: text('cloud_request_id'),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
  answer: text(),
  scans: integer().notNull().default(0),
  scannedAt: at('scanned_at'),
})

export const orderLink = pgTable('order_link', {
  orderId: text('order_id').primaryKey(),
  requestId: uuid('request_id').notNull(),
  attemptId: uuid('attempt_id').notNull(),
  linkedAt: at('linked_at').notNull().defaultNow(),
})

export const resourceLink = pgTable('resource_link', {
  resourceId: text('resource_id').primaryKey(),
  requestId: uuid('request_id').notNull(),
  kind: text().notNull(),
})

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
    raw: jsonb().notNull(),
    changedAt: at('changed_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.orderId] })],
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
    state: text({ enum: ['running', 'succeeded', 'failed'] }).notNull(),
    progress: integer(),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
    raw: jsonb().notNull().default({}),
    seenAt: at('seen_at').notNull().defaultNow(),
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
    goneAt: at('gone_at'),
    changedAt: at('changed_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
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
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind] })],
)

export const workerHeartbeat = pgTable('worker_heartbeat', {
  workerId: text('worker_id').primaryKey(),
  startedAt: at('started_at').notNull().defaultNow(),
  seenAt: at('seen_at').notNull().defaultNow(),
  publicKey: jsonb('public_key').notNull(),
})

export const purchaseSwitch = pgTable('purchase_switch', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  stoppedAt: at('stopped_at'),
  stoppedReason: text('stopped_reason'),
})

export const rateWindow = pgTable(
  'rate_window',
  {
    accountId: uuid('account_id').notNull(),
    api: text().notNull(),
    windowStart: at('window_start').notNull(),
    calls: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.api] })],
)
