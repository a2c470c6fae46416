import type { JWK } from 'jose'
import { findAccount } from '../auth/accounts.ts'
import { openSpendCredentials } from '../auth/spend-key.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { endpointFor } from '../cloud/endpoints.ts'
import { createTransport } from '../cloud/transport.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/client.ts'
import { callBudget } from '../inventory/call-budget.ts'
import { noteCall } from '../metrics/note-call.ts'

/**
 * A transport that signs with the account's spending key. The key is opened for each call and kept nowhere. Only the
 * worker has `privateJwks`.
 */
export async function spendsFor(
  db: Database,
  accountId: string,
  {
    privateJwks,
    clock,
    overrides,
    sendMs,
  }: { privateJwks: readonly JWK[]; clock: Clock; overrides: readonly string[]; sendMs: number },
): Promise<Cloud> {
  const account = await findAccount(db, accountId)
  return createTransport({
    projectId: account.projectId,
    domainId: account.domainId,
    credentials: async () => ({ kind: 'access_key', ...(await openSpendCredentials(db, accountId, privateJwks)).key }),
    resolve: (service) => endpointFor(account, service, account.endpointOverride ?? undefined, overrides),
    clock,
    limiter: callBudget(db, account.domainId),
    onCall: noteCall,
    answerTimeoutMs: sendMs,
  })
}
