import { openReadCredentials } from '../auth/accounts.ts'
import { EndpointError, endpointFor } from '../cloud/endpoints.ts'
import { CloudError } from '../cloud/errors.ts'
import { listUsableProjects } from '../cloud/services/iam.ts'
import { type Context, requirePermission } from '../context.ts'
import { endpointOverrides } from '../env.ts'
import { AppError } from '../errors.ts'
import { preflight } from '../inventory/preflight.ts'
import type { CheckLine } from './check-line.ts'
import { checkRight } from './check-right.ts'
import { keepCheck } from './keep-check.ts'
import type { AccountId } from './new-account.ts'
import { askAt } from './place.ts'
import { readRights } from './read-rights.ts'

/**
 * Asks the cloud, with the read key, for everything that the console needs of an account, and keeps what it said. A stopped
 * account is asked too, with one question first: a refused key is not tried again. Throws `forbidden`, and `unavailable` for
 * a retired account.
 */
export async function checkAccount(ctx: Context, { accountId }: AccountId): Promise<{ lines: CheckLine[] }> {
  requirePermission(ctx, 'account:check', { accountId })
  const { key, ...place } = await openable(ctx, accountId)
  const cloud = askAt(ctx.db, place, key)
  try {
    const lines = await linesOf({ ...cloud, accountId, region: place.region }, place)
    await keepCheck(ctx.db, { accountId, key: 'read', lines })
    return { lines }
  } finally {
    cloud.close()
  }
}

async function openable({ db }: Context, accountId: string) {
  try {
    return await openReadCredentials(db, accountId)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('conflict', 'errors.readKeyClosed', { cause: error })
  }
}

type Asked = Parameters<typeof preflight>[0]
type Opened = Omit<Awaited<ReturnType<typeof openReadCredentials>>, 'key'>

async function linesOf(cloud: Asked, place: Opened): Promise<CheckLine[]> {
  try {
    const projects = await listUsableProjects(cloud)
    const isOurs = projects.some(({ id }) => id === place.projectId)
    const key: CheckLine = isOurs
      ? { key: 'signature', state: 'ok', words: 'preflight.ok.signature' }
      : { key: 'signature', state: 'failed', words: 'accounts.projectLost', fix: 'accounts.projectLostFix' }
    const rights = await Promise.all(readRights.map((right) => checkRight(cloud, right)))
    return [key, ...rights.flatMap((it) => it ?? []), ...(await readiness(cloud, place))]
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    if (error.httpStatus === 401)
      return [
        {
          key: 'signature',
          state: 'failed',
          words: 'preflight.failed.signature',
          fix: 'preflight.fix.signature',
          code: error.code,
          blocks: ['cph', 'workspace', 'ecs', 'bss'],
        },
      ]
    return [{ key: 'signature', state: 'unknown', words: 'preflight.unknown.signature', code: error.code }]
  }
}

/** What beside rights must be true before phone servers can be bought, where the region has them. */
async function readiness(cloud: Asked, place: Opened): Promise<CheckLine[]> {
  try {
    endpointFor(place, 'cph', place.endpointOverride ?? undefined, endpointOverrides())
  } catch (error) {
    if (error instanceof EndpointError) return []
    throw error
  }
  const told = new Set(['signature', 'servers'])
  return (await preflight(cloud))
    .filter((line) => !told.has(line.key))
    .map((line) => ({
      ...line,
      key: `readiness.${line.key}`,
      ...(line.key === 'agency' && { blocks: ['cph' as const] }),
    }))
}
