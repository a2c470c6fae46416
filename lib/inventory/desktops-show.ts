import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { desktop } from '../db/mirror-schema.ts'
import { AppError } from '../errors.ts'
import { selectDesktops, toDesktopRow } from './desktops.ts'
import { readDesktop } from './desktops-face.ts'
import type { DesktopDetail } from './desktops-queries.ts'
import { freshnessOf } from './freshness.ts'
import { readableAccounts } from './phone-servers.ts'
import { loadRelated } from './related.ts'

export const DesktopId = z.object({ desktopId: z.string().max(255) })

/** One desktop. Throws `not_found` where there is none that the person may see. */
export async function showDesktop(ctx: Context, { desktopId }: z.output<typeof DesktopId>): Promise<DesktopDetail> {
  const accounts = readableAccounts(ctx, undefined)
  const isReadable = accounts.length === 0 ? sql`false` : inArray(desktop.accountId, accounts)
  const [found] = await selectDesktops(ctx)
    .where(and(eq(desktop.desktopId, desktopId), isReadable))
    .limit(1)
  if (!found) throw new AppError('not_found', 'errors.desktopNotFound')
  const row = toDesktopRow(found)
  const accountId = row.account.id
  const [related, { at }] = await Promise.all([
    loadRelated(ctx, { accountId, resourceId: desktopId, orderId: row.orderId }),
    freshnessOf(ctx.db, 'desktops', [accountId]),
  ])
  return { ...row, ...readDesktop(found.raw), ...related, seenAt: at }
}
