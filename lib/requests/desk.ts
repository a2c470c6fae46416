import { asc, inArray } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { request, requestVersion } from '../db/schema.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import type { DeskFilter } from './desk-filter.ts'
import type { Desk, DeskCase } from './desk-query.ts'
import { readDocument } from './document.ts'
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
  const [evidence, authors] = await Promise.all([loadEvidence(ctx.db, ids), loadAuthors(ctx, ids)])
  const now = ctx.clock.now()
  const cases = found.flatMap((row): DeskCase[] => {
    const listed = toRow(row)
    const known = evidence.get(listed.id)
    if (!known) return []
    const document = readDocument(row.document)
    const stateReason = readReason(row.request.stateReason)
    const { hasOrder } = readInput(row.request.operation, document?.input)
    const actions = offersFor(ctx.actor, {
      row: { accountId: listed.account.id, state: listed.state, operation: row.request.operation },
      isReadable: listed.isReadable,
      authors: authors.get(listed.id)?.map(({ createdBy }) => createdBy) ?? [row.request.createdBy],
      reason: stateReason?.words ?? '',
      evidence: known,
      now,
    })
    const { version, approvalHash: hash } = row.request
    return [{ ...listed, version, hash, name: document?.name ?? null, hasOrder, stateReason, evidence: known, actions }]
  })
  return {
    unknown: cases.filter(({ state }) => statusByState[state] === 'notKnown'),
    person: cases.filter(({ state }) => statusByState[state] !== 'notKnown'),
    total,
    asOf,
  }
}

/** Who asked for or edited each of some requests, by request. */
async function loadAuthors({ db }: Context, ids: string[]) {
  if (ids.length === 0) return new Map<string, { createdBy: string }[]>()
  const rows = await db
    .selectDistinct({ requestId: requestVersion.requestId, createdBy: requestVersion.createdBy })
    .from(requestVersion)
    .where(inArray(requestVersion.requestId, ids))
  return Map.groupBy(rows, ({ requestId }) => requestId)
}
