import { sql } from 'drizzle-orm'
import { bigint, boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'

// Orders and ended jobs counted by day, written by the database alone (migrations/0020_tallies.sql). Rows that are not
// settled stand beside those that are, with the same key: always sum up.

const count = (name: string) => bigint(name, { mode: 'number' })

export const orderTally = pgTable('order_tally', {
  accountId: uuid('account_id').notNull(),
  /** Of the vendor's calendar, which is that of UTC+8; null for orders that are not paid. */
  paidOn: date('paid_on'),
  serviceTypeCode: text('service_type_code').notNull(),
  serviceTypeName: text('service_type_name').notNull(),
  currency: text().notNull(),
  status: integer().notNull(),
  orders: count('orders').notNull(),
  /** Of them those that cost something: paid, and no unsubscription. */
  spentOrders: count('spent_orders').notNull(),
  spentMinor: count('spent_minor').notNull(),
  settled: boolean().notNull().default(false),
})

export const jobTally = pgTable('job_tally', {
  accountId: uuid('account_id').notNull(),
  /** Of the vendor's calendar: the day they began. */
  startedOn: date('started_on').notNull(),
  /** For web processes of the version before, until they are replaced. */
  endedOn: date('ended_on').generatedAlwaysAs(sql`started_on`),
  service: text().notNull(),
  kind: text().notNull(),
  cloudKind: text('cloud_kind').notNull(),
  state: text({ enum: ['succeeded', 'failed'] }).notNull(),
  /** How long they took: four steps double it, and step 0 begins at one second. */
  step: integer().notNull(),
  jobs: count('jobs').notNull(),
  settled: boolean().notNull().default(false),
})
