import { randomBytes, randomUUID } from 'node:crypto'
import type { Client } from 'pg'

/** What people of a cloud account have that an outsider may know the id of, and must neither see nor change. */
export type ThingsOfOthers = {
  accountId: string
  personId: string
  email: string
  groupId: string
  /** Waits for a second owner of the account. */
  changeId: string
  viewId: string
  /** In use, and one that was only begun. */
  factorId: string
  begunFactorId: string
  sessionIdHash: string
  /** All of it as the database has it now. */
  look: () => Promise<unknown>
  remove: () => Promise<void>
}

const currency = 'XTS'

/** Puts one of each into the account, as the owner of the database; `remove` takes them away. */
export async function plantThingsOfOthers(client: Client, accountId: string): Promise<ThingsOfOthers> {
  const [personId, groupId, changeId, viewId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const [factorId, begunFactorId] = [randomUUID(), randomUUID()]
  const email = `${personId}@inside.test`
  const sessionIdHash = randomBytes(32).toString('hex')
  const rows: [statement: string, values: unknown[]][] = [
    [`insert into person (id, email, name, joined_at) values ($1, $2, 'Colleague', now())`, [personId, email]],
    [`insert into membership (person_id, account_id, role) values ($1, $2, 'support')`, [personId, accountId]],
    [`insert into person_group (id, name) values ($1, $2)`, [groupId, `Group ${groupId}`]],
    [`insert into group_role (group_id, account_id, role) values ($1, $2, 'support')`, [groupId, accountId]],
    [`insert into group_member (group_id, person_id) values ($1, $2)`, [groupId, personId]],
    [
      `insert into person_change (id, person_id, kind, account_id, role, asked_by)
       select $1, $2, 'role', $3, 'reviewer', m.person_id from membership m where account_id = $3 and role = 'owner' limit 1`,
      [changeId, personId, accountId],
    ],
    [
      `insert into saved_view (id, person_id, list, name, query, columns, density, shared)
       values ($1, $2, 'orders', $3, '', '', 'normal', true)`,
      [viewId, personId, `View ${viewId}`],
    ],
    [
      `insert into second_factor (id, person_id, kind, name, secret_sealed, confirmed_at) values ($1, $2, 'totp', 'App', 'sealed', now())`,
      [factorId, personId],
    ],
    [
      `insert into second_factor (id, person_id, kind, name, secret_sealed) values ($1, $2, 'totp', 'Begun', 'sealed')`,
      [begunFactorId, personId],
    ],
    [
      `insert into session (id_hash, person_id, expires_at) values ($1, $2, now() + interval '1 hour')`,
      [sessionIdHash, personId],
    ],
    [
      `insert into account_budget (account_id, currency, amount_minor, changed_by) values ($1, '${currency}', 100, $2)`,
      [accountId, personId],
    ],
  ]
  for (const [statement, values] of rows) await client.query(statement, values)
  return {
    accountId,
    personId,
    email,
    groupId,
    changeId,
    viewId,
    factorId,
    begunFactorId,
    sessionIdHash,
    look: () => look(client, { personId, groupId, accountId }),
    remove: async () => {
      await client.query(`delete from account_budget where changed_by = $1`, [personId])
      await client.query(`delete from person_group where id = $1`, [groupId])
      await client.query(`delete from person where id = $1`, [personId])
    },
  }
}

/** Whoever is not of the account shows up here as soon as they have a right on it. */
async function look(
  client: Client,
  { personId, groupId, accountId }: Record<'personId' | 'groupId' | 'accountId', string>,
) {
  const { rows } = await client.query(
    `select to_jsonb(p) as row from person p where p.id = $1
     union all select to_jsonb(m) from membership m where m.person_id = $1 or m.account_id = $3
     union all select to_jsonb(g) from person_group g where g.id = $2
     union all select to_jsonb(r) from group_role r where r.group_id = $2
     union all select to_jsonb(m) from group_member m where m.group_id = $2 or m.person_id = $1
     union all select to_jsonb(c) from person_change c where c.person_id = $1 or c.group_id = $2 or c.account_id = $3
     union all select to_jsonb(l) from person_link l where l.person_id = $1
     union all select to_jsonb(v) from saved_view v where v.person_id = $1
     union all select to_jsonb(f) from second_factor f where f.person_id = $1
     union all select to_jsonb(s) from session s where s.person_id = $1
     union all select to_jsonb(b) from account_budget b where b.account_id = $3
     union all select jsonb_build_array(a.name, a.state, a.read_access_key, a.read_secret_sealed) from cloud_account a where a.id = $3
     union all select jsonb_build_array(k.access_key, k.secret_sealed) from spend_key k where k.account_id = $3
     order by 1`,
    [personId, groupId, accountId],
  )
  return rows
}
