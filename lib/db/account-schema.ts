import { sql } from 'drizzle-orm'
import { bigint, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

// What belongs to a cloud account and is more than it: see schema.ts.

const at = (name: string) => timestamp(name, { withTimezone: true })

/** The worker alone reads key and secret; the web may write them. */
export const spendKey = pgTable('spend_key', {
  accountId: uuid('account_id').primaryKey(),
  accessKey: text('access_key').notNull(),
  secretSealed: text('secret_sealed').notNull(),
  /** What the web may show of it. */
  accessKeyTail: text('access_key_tail').generatedAlwaysAs(sql`"right"(access_key, 4)`),
  /** By this the web tells whether it is another. */
  accessKeyMark: text('access_key_mark').generatedAlwaysAs(sql`md5(access_key)`),
  /** Which key of the worker opens it; empty for a seal from before they were named, which opens no more. */
  sealedTo: text('sealed_to').notNull().default(''),
  since: at('since').notNull().defaultNow(),
})

/** What the last check of each key of an account told. */
export const accountCheck = pgTable(
  'account_check',
  {
    accountId: uuid('account_id').notNull(),
    key: text({ enum: ['read', 'spend'] }).notNull(),
    checkedAt: at('checked_at').notNull().defaultNow(),
    lines: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
)

/** What an owner wants an account to spend at most in a month of the vendor's bills. */
export const accountBudget = pgTable(
  'account_budget',
  {
    accountId: uuid('account_id').notNull(),
    currency: text().notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    changedAt: at('changed_at').notNull().defaultNow(),
    changedBy: uuid('changed_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.currency] })],
)
