import { bigint, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

// How people are let in and prove who they are (migrations/0024_people.sql).

const at = (name: string) => timestamp(name, { withTimezone: true })
const count = (name: string) => bigint(name, { mode: 'number' })

/** A link to choose a password with, known by the digest of what it holds. */
export const personLink = pgTable('person_link', {
  tokenHash: text('token_hash').primaryKey(),
  personId: uuid('person_id').notNull(),
  madeBy: uuid('made_by').notNull(),
  madeAt: at('made_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
  revokedAt: at('revoked_at'),
})

/** What one owner asked for and another has to confirm. */
export const personChange = pgTable('person_change', {
  id: uuid().primaryKey().defaultRandom(),
  /** Absent where a group is to get a role. */
  personId: uuid('person_id'),
  kind: text({ enum: ['role', 'link', 'factors', 'member', 'group_role'] }).notNull(),
  /** Of `member` and `group_role`. */
  groupId: uuid('group_id'),
  /** With `role`: of `role` and `group_role`. */
  accountId: uuid('account_id'),
  role: text({ enum: ['owner', 'admin', 'reviewer', 'support'] }),
  askedBy: uuid('asked_by').notNull(),
  askedAt: at('asked_at').notNull().defaultNow(),
  decidedBy: uuid('decided_by'),
  decidedAt: at('decided_at'),
  decision: text({ enum: ['confirm', 'refuse'] }),
})

export const secondFactor = pgTable('second_factor', {
  id: uuid().primaryKey().defaultRandom(),
  personId: uuid('person_id').notNull(),
  kind: text({ enum: ['totp', 'passkey'] }).notNull(),
  name: text().notNull(),
  secretSealed: text('secret_sealed'),
  /** The newest time step whose code was taken. */
  lastStep: count('last_step'),
  credentialId: text('credential_id'),
  publicKey: text('public_key'),
  counter: count('counter').notNull().default(0),
  transports: text().notNull().default(''),
  confirmedAt: at('confirmed_at'),
  createdAt: at('created_at').notNull().defaultNow(),
  usedAt: at('used_at'),
})

export const recoveryCode = pgTable(
  'recovery_code',
  { personId: uuid('person_id').notNull(), codeHash: text('code_hash').notNull(), usedAt: at('used_at') },
  (t) => [primaryKey({ columns: [t.personId, t.codeHash] })],
)

/** People who get roles together (migrations/0028_groups.sql). */
export const personGroup = pgTable('person_group', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})

export const groupMember = pgTable(
  'group_member',
  { groupId: uuid('group_id').notNull(), personId: uuid('person_id').notNull() },
  (t) => [primaryKey({ columns: [t.groupId, t.personId] })],
)

export const groupRole = pgTable(
  'group_role',
  {
    groupId: uuid('group_id').notNull(),
    accountId: uuid('account_id').notNull(),
    role: text({ enum: ['owner', 'admin', 'reviewer', 'support'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.accountId, t.role] })],
)

/** Until when the turns of a person are taken for what costs signed calls of the cloud. */
export const personPace = pgTable(
  'person_pace',
  {
    personId: uuid('person_id').notNull(),
    what: text().notNull(),
    takenUntil: at('taken_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.what] })],
)
