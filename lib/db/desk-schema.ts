import { bigint, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

// What is found of calls whose answer was lost, and what people decide on it (migrations/0012_desk.sql).

const at = (name: string) => timestamp(name, { withTimezone: true })
const minor = (name: string) => bigint(name, { mode: 'number' })

/** One search for a call whose answer was lost. */
export const lookUp = pgTable('look_up', {
  id: minor('id').generatedAlwaysAsIdentity().primaryKey(),
  attemptId: uuid('attempt_id').notNull(),
  at: at('at').notNull().defaultNow(),
  outcome: text({ enum: ['none', 'found', 'started', 'several', 'unclear', 'failed'] }).notNull(),
  /** Orders of its kind and time; absent where none were listed. */
  ordersSeen: integer('orders_seen'),
  /** The cloud's code, when it could not be asked. */
  failure: text(),
})

/** An order that could be that of a lost call, as the worker read it. */
export const orderCandidate = pgTable(
  'order_candidate',
  {
    requestId: uuid('request_id').notNull(),
    orderId: text('order_id').notNull(),
    attemptId: uuid('attempt_id').notNull(),
    status: integer(),
    orderType: integer('order_type'),
    serviceTypeCode: text('service_type_code'),
    amountMinor: minor('amount_minor'),
    currency: text(),
    quantity: integer(),
    userName: text('user_name'),
    orderedAt: at('ordered_at'),
    payUntil: at('pay_until'),
    fit: text({ enum: ['yes', 'perhaps', 'no'] }).notNull(),
    /** What was compared: `Check[]`. */
    checks: jsonb().notNull().default([]),
    /** When the order itself was last read; absent while only a list told of it. */
    readAt: at('read_at'),
    firstSeenAt: at('first_seen_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.orderId] })],
)

/** A person asks the worker to read an order. */
export const orderQuestion = pgTable('order_question', {
  id: uuid().primaryKey().defaultRandom(),
  requestId: uuid('request_id').notNull(),
  orderId: text('order_id').notNull(),
  personId: uuid('person_id').notNull(),
  askedAt: at('asked_at').notNull().defaultNow(),
})

/** What a person decided about an order that could be that of a lost call. */
export const candidateDecision = pgTable('candidate_decision', {
  id: uuid().primaryKey().defaultRandom(),
  requestId: uuid('request_id').notNull(),
  orderId: text('order_id').notNull(),
  decision: text({ enum: ['adopt', 'disown'] }).notNull(),
  personId: uuid('person_id').notNull(),
  reason: text().notNull(),
  decidedAt: at('decided_at').notNull().defaultNow(),
})
