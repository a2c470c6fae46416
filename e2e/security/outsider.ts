import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { Client } from 'pg'
import { hashPassword } from '#lib/auth/passwords.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { keepSecrets } from '../../scripts/demo/secrets.ts'

/** Somebody with every role on a cloud account of their own, and none on the demo's. */
export type Outsider = {
  personId: string
  email: string
  password: string
  accountId: string
  cookie: string
  /** What seals the cookies of the console. */
  secret: string
  /** The database of the console, as its owner. */
  client: Client
  /** Lets them in once more, past the forms. */
  open(): Promise<Opened>
  leave(): Promise<void>
}

export type Opened = {
  sid: string
  token: string
  cookie: string
  /** Makes the row of the session another, by assignments in SQL: `seen_at = now() - interval '1 hour'`. */
  change: (assignments: string) => Promise<void>
}

/** The database of the console that runs in `dataDir`, as its owner. */
export async function openConsoleDatabase(dataDir: string): Promise<Client> {
  const client = new Client({ connectionString: (await startEmbedded({ dataDir })).url('countersign') })
  await client.connect()
  return client
}

/** How the database knows a session. */
export const idHashOf = (sid: string): string => createHash('sha256').update(sid).digest('hex')

/** Lets an outsider in, past the forms: a row in the table of sessions and the cookie that goes with it. */
export async function letOutsiderIn(dataDir: string): Promise<Outsider> {
  const { sessionSecret: secret } = await keepSecrets(join(dataDir))
  const client = await openConsoleDatabase(dataDir)
  const [personId, accountId, password] = [randomUUID(), randomUUID(), randomBytes(18).toString('base64url')]
  const email = `${personId}@outside.test`
  await client.query(
    `insert into person (id, email, name, password_hash, joined_at) values ($1, $2, 'Outsider', $3, now())`,
    [personId, email, await hashPassword(password)],
  )
  await client.query(
    `insert into cloud_account (id, name, site, region, project_id, domain_id, read_access_key, read_secret_sealed, state)
     values ($1, 'Outside', 'china', 'cn-north-4', $2, $3, 'OUTSIDE0000000000000', 'sealed by nobody', 'paused')`,
    [accountId, randomBytes(16).toString('hex'), randomBytes(16).toString('hex')],
  )
  for (const role of ['owner', 'admin', 'reviewer', 'support'])
    await client.query('insert into membership (person_id, account_id, role) values ($1, $2, $3)', [
      personId,
      accountId,
      role,
    ])
  const open = () => openSession(client, { personId, secret })
  const leave = async () => {
    for (const [table, column, id] of [
      ['session', 'person_id', personId],
      ['membership', 'person_id', personId],
      ['saved_view', 'person_id', personId],
      ['draft', 'person_id', personId],
      ['person', 'id', personId],
      ['cloud_account', 'id', accountId],
    ])
      await client.query(`delete from ${table} where ${column} = $1`, [id])
    await client.end()
  }
  const { cookie } = await open()
  return { personId, email, password, accountId, cookie, secret, client, open, leave }
}

async function openSession(
  client: Client,
  { personId, secret }: { personId: string; secret: string },
): Promise<Opened> {
  const sid = randomBytes(32).toString('base64url')
  const idHash = idHashOf(sid)
  await client.query(
    `insert into session (id_hash, person_id, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [idHash, personId],
  )
  const token = await encode({ token: { sid }, secret })
  return {
    sid,
    token,
    cookie: `countersign-session=${token}`,
    change: async (assignments) => {
      await client.query(`update session set ${assignments} where id_hash = $1`, [idHash])
    },
  }
}
