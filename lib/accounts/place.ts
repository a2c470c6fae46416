import type { Cloud } from '../cloud/cloud.ts'
import { endpointFor, type Site } from '../cloud/endpoints.ts'
import type { AccessKey } from '../cloud/signer.ts'
import { createTransport } from '../cloud/transport.ts'
import { systemClock } from '../clock.ts'
import type { Database } from '../db/client.ts'
import { endpointOverrides } from '../env.ts'
import { callBudget } from '../inventory/call-budget.ts'
import { noteCall } from '../metrics/note-call.ts'

/** Where an account is. `domainId` is the vendor's account id; unknown until a key of it was tried. */
export type Place = {
  site: Site
  region: string
  projectId: string
  domainId?: string | undefined
  endpointOverride: string | null
}

/** How long an owner waits for one answer. */
const answerTimeoutMs = 20_000

/**
 * The cloud at `place`, asked with a key in hand and each question once: a wrong signature is one of five that lock the
 * key (signing-and-auth.md §3.3). Close it. Throws EndpointError where the environment no longer allows the address.
 */
export function askAt(db: Database, place: Place, key: AccessKey): Cloud {
  const { domainId, projectId, endpointOverride } = place
  return createTransport({
    projectId,
    domainId,
    credentials: async () => ({ kind: 'access_key', ...key }),
    resolve: (service) => endpointFor(place, service, endpointOverride ?? undefined, endpointOverrides()),
    clock: systemClock,
    ...(domainId !== undefined && { limiter: callBudget(db, domainId) }),
    onCall: noteCall,
    language: 'en_US',
    answerTimeoutMs,
    attemptsMax: 1,
  })
}
