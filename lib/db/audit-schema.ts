import { bigint, boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { chainFaults } from '../audit/faults.ts'

// How the rows of the audit are chained and checked (migrations/0025_audit_chain.sql).

const at = (name: string) => timestamp(name, { withTimezone: true })
const place = (name: string) => bigint(name, { mode: 'number' })

/** The link of each audit row in the chain, written by the database alone when a transaction commits. */
export const auditLink = pgTable('audit_link', {
  place: place('place').primaryKey(),
  seq: place('seq').notNull(),
  hash: text().notNull(),
})

/** How far a worker has last recomputed the chain, and what it found. */
export const auditCheck = pgTable('audit_check', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  begunAt: at('begun_at'),
  endedAt: at('ended_at'),
  place: place('place').notNull().default(0),
  hash: text(),
  fault: text({ enum: chainFaults }),
  faultPlace: place('fault_place'),
})
