import { bigint, boolean, doublePrecision, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

// What orders and jobs that are alike have in common, how many they are and between which bounds their sort keys lie, written
// by the database alone (migrations/0027_class_counts.sql). A class may stand here many times: always sum up.

const at = (name: string) => timestamp(name, { withTimezone: true })
const minor = (name: string) => bigint(name, { mode: 'number' })
const members = () => minor('members').notNull().default(0)

/** Which version of a table of classes is settled: whoever keeps it in memory asks (migrations/0033_class_versions.sql). */
export const classVersion = pgTable('class_version', {
  of: text({ enum: ['order_class', 'job_class'] }).primaryKey(),
  version: minor('version').notNull(),
})

export const orderClass = pgTable('order_class', {
  classKey: minor('class_key').notNull(),
  accountId: uuid('account_id').notNull(),
  status: integer().notNull(),
  orderType: integer('order_type').notNull(),
  serviceTypeCode: text('service_type_code').notNull(),
  serviceTypeName: text('service_type_name').notNull(),
  region: text().notNull(),
  isOurs: boolean('is_ours').notNull(),
  currency: text().notNull(),
  members: members(),
  settled: boolean().notNull().default(false),
  settledIn: minor('settled_in').notNull().default(0),
  orderedLow: at('ordered_low'),
  orderedHigh: at('ordered_high'),
  amountLow: minor('amount_low'),
  amountHigh: minor('amount_high'),
  paidLow: at('paid_low'),
  paidHigh: at('paid_high'),
  payUntilLow: at('pay_until_low'),
  payUntilHigh: at('pay_until_high'),
  /** Seconds from the order to its payment. */
  lagLow: doublePrecision('lag_low'),
  lagHigh: doublePrecision('lag_high'),
})

export const jobClass = pgTable('job_class', {
  classKey: minor('class_key').notNull(),
  accountId: uuid('account_id').notNull(),
  service: text().notNull(),
  state: text().notNull(),
  kind: text().notNull(),
  cloudKind: text('cloud_kind'),
  errorCode: text('error_code'),
  members: members(),
  settled: boolean().notNull().default(false),
  settledIn: minor('settled_in').notNull().default(0),
  startedLow: at('started_low'),
  startedHigh: at('started_high'),
  durationLow: minor('duration_low'),
  durationHigh: minor('duration_high'),
})
