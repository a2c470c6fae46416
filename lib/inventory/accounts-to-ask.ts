import { asc, inArray } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import { EndpointError, type Service, endpointFor } from '../cloud/endpoints.ts'
import type { Context } from '../context.ts'
import { cloudAccount } from '../db/schema.ts'
import { endpointOverrides } from '../env.ts'

/** An account for which the person may ask for something to be bought or changed. */
export type AccountToAsk = {
  id: string
  name: string
  region: string
  projectId: string
  /** Base URL of the service there; empty where the region has none. */
  endpoint: string
  /** Why it cannot be chosen now, a message key. */
  disabled?: string
}

/** The accounts for which the actor may submit requests to `service`, by name. */
export async function accountsToAsk(ctx: Context, service: Service): Promise<AccountToAsk[]> {
  const ids = accountsWith(ctx.actor, 'request:submit')
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(cloudAccount)
    .where(inArray(cloudAccount.id, ids))
    .orderBy(asc(cloudAccount.name), asc(cloudAccount.id))
  return rows.map((row) => {
    const endpoint = endpointOf(row, service)
    return {
      id: row.id,
      name: row.name,
      region: row.region,
      projectId: row.projectId,
      endpoint: endpoint ?? '',
      ...(endpoint === undefined && { disabled: 'operations.reasons.notInRegion' }),
      ...(row.state !== 'active' && { disabled: 'operations.reasons.accountNotActive' }),
    }
  })
}

function endpointOf(row: typeof cloudAccount.$inferSelect, service: Service): string | undefined {
  try {
    return endpointFor(row, service, row.endpointOverride ?? undefined, endpointOverrides())
  } catch (error) {
    if (error instanceof EndpointError) return undefined
    throw error
  }
}
