import { asc, inArray } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { request, requestVersion } from '../db/schema.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import type { DeskFilter } from './desk-filter.ts'
import type { Desk, DeskCase } from './desk-query.ts'
import { RequestDocument } from './document.ts'
import { loadEvidence } from './evidence.ts'
import { RequestFilter } from './filter.ts'
import { readInput } from './input-face.ts'
import { countRequests, requestsWhere, selectRequests, toRow } from './list.ts'
import { offersFor } from './offers.ts'
import { readReason } from './show.ts'
import { statusByState } from './state-groups.ts'

/** More than anybody settles in a sitting; the list of requests has them all. */
const casesMax = 100

/** Every request that is not known or needs a person, oldest first, over one account or all that the person may read. */
export async function readDesk(ctx: Context, { account }: DeskFilter): Promise<Desk> {
  const filter = RequestFilter.parse({ account, group: 'desk' })
  const readable = accountsWith(ctx.actor, 'request:read')
  const accounts = account === undefined ? readable : readable.filter((id) => id === account)
  const [found, total, asOf] = await Promise.all([
    selectRequests(ctx, requestsWhere(ctx, filter)).orderBy(asc(request.changedAt), asc(request.id)).limit(casesMax),
    countRequests(ctx, filter),
    freshnessOf(ctx.db, 'orders', accounts),
  ])
  const ids = found.map((row) => row.request.id)
  const [evidence, versions] = await Promise.all([loadEvidence(ctx.db, ids), loadVersions(ctx, ids)])
  const now = ctx.clock.now()
  const cases = found.flatMap((row): DeskCase[] => {
    const listed = toRow(row)
    const all = versions.filter(({ requestId }) => requestId === listed.id)
    const present = all.find(({ version }) => version === row.request.version)
    const known = evidence.get(listed.id)
    if (!present || !known) return []
    const document = RequestDocument.parse(present.document)
    const stateReason = readReason(row.request.stateReason)
    const { hasOrder } = readInput(row.request.operation, document.input)
    const actions = offersFor(ctx.actor, {
      row: { accountId: listed.account.id, state: listed.state, operation: row.request.operation },
      authors: all.map(({ createdBy }) => createdBy),
      reason: stateReason?.words ?? '',
      evidence: known,
      now,
    })
    const { version, approvalHash: hash } = row.request
    return [{ ...listed, version, hash, name: document.name, hasOrder, stateReason, evidence: known, actions }]
  })
  return {
    unknown: cases.filter(({ state }) => statusByState[state] === 'notKnown'),
    person: cases.filter(({ state }) => statusByState[state] !== 'notKnown'),
    total,
    asOf,
  }
}

async function loadVersions({ db }: Context, ids: string[]) {
  if (ids.length === 0) return []
  return await db.select().from(requestVersion).where(inArray(requestVersion.requestId, ids))
}
