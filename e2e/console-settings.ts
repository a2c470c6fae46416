import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import type { NewAccount } from '#lib/auth/accounts.ts'
import type { PretendCloud } from './cloud.ts'

/** The protocol's times, in milliseconds. */
export type Horizons = { absentAfterMs: number; sendMs: number; pollMs: number }

/** What seals the read keys of accounts, and answers. */
export const dataKey = randomBytes(32).toString('base64')

/**
 * What a web process and its workers are told by their environment, on the database at `url` and with one account of the
 * pretend cloud, which is reached at `endpoint`.
 */
export async function consoleSettings(
  { url, cloud, endpoint = cloud.url }: { url: string; cloud: PretendCloud; endpoint?: string },
  horizons: Horizons,
) {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  const [privateJwk, workerPublicJwk] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)])
  const credentials = await cloud.credentials()
  const spend = credentials.find((row) => row.kind === 'spend')
  const read = credentials.find((row) => row.kind === 'read' && row.project_id === spend?.project_id)
  if (!spend || !read) throw new Error('The pretend cloud has no account to buy with')
  const settings = {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    COUNTERSIGN_DATA_KEY: dataKey,
    COUNTERSIGN_ENDPOINT_OVERRIDES: endpoint,
    COUNTERSIGN_WORKER_KEY: JSON.stringify(privateJwk),
    COUNTERSIGN_WORKER_PUBLIC_KEY: JSON.stringify(workerPublicJwk),
    COUNTERSIGN_SPOOL_DIR: join(tmpdir(), 'countersign-spool'),
    COUNTERSIGN_ABSENT_AFTER_MS: String(horizons.absentAfterMs),
    COUNTERSIGN_SEND_TIMEOUT_MS: String(horizons.sendMs),
    COUNTERSIGN_POLL_MS: String(horizons.pollMs),
    LOG_LEVEL: 'silent',
  }
  const account: Omit<NewAccount, 'name'> = {
    site: 'china',
    region: spend.region,
    projectId: spend.project_id,
    domainId: spend.domain_id,
    endpointOverride: endpoint,
    read: { accessKey: read.ak, secretKey: read.sk },
    spend: { accessKey: spend.ak, secretKey: spend.sk },
  }
  const keys = { dataKey, workerPublicJwk }
  return { settings, account, privateJwk, keys }
}
