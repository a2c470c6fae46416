import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { cloudOrder, desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import type { Target, TargetKind } from '../operations/kit.ts'
import { readDesktop, readHost } from './desktops-face.ts'
import { readEcsServer } from './ecs-servers-face.ts'
import { readPhones, readServer } from './phone-server-face.ts'
import { readableAccounts } from './phone-servers.ts'

type Found = { target: Target; accountId: string }
type Sought = { db: Context['db']; id: string; accounts: string[] }

/** A resource that an operation is to act on, with its account; undefined where the person may see none of that id. */
export async function readTarget(
  ctx: Context,
  { kind, id, accountId }: { kind: TargetKind; id: string; accountId: string | undefined },
): Promise<Found | undefined> {
  const accounts = readableAccounts(ctx, accountId)
  if (accounts.length === 0) return undefined
  return await readers[kind]({ db: ctx.db, id, accounts })
}

/** Each gives as facts what the mirror knows; what an operation wants of them, it picks itself. */
const readers: Record<TargetKind, (sought: Sought) => Promise<Found | undefined>> = {
  phone_server: async ({ db, id, accounts }) => {
    const isIt = and(eq(phoneServer.serverId, id), inArray(phoneServer.accountId, accounts), isNull(phoneServer.goneAt))
    const [row] = await db.select().from(phoneServer).where(isIt).limit(1)
    if (!row) return undefined
    const { accountId, name, raw, serverModel, phoneModel, availabilityZone, enterpriseProjectId, phones } = row
    const facts = { ...readServer(raw), serverModel, phoneModel, availabilityZone, enterpriseProjectId }
    return { target: { kind: 'phone_server', id, name, facts: { ...facts, phones: readPhones(phones) } }, accountId }
  },
  desktop: async ({ db, id, accounts }) => {
    const isIt = and(eq(desktop.desktopId, id), inArray(desktop.accountId, accounts), isNull(desktop.goneAt))
    const [row] = await db.select().from(desktop).where(isIt).limit(1)
    if (!row) return undefined
    const { accountId, name, raw, productId, billingMode, availabilityZone, vcpus, memoryMib } = row
    const host = readHost(row.host)
    const facts = { ...readDesktop(raw), productId, billingMode, availabilityZone, vcpus, memoryMib, host }
    return { target: { kind: 'desktop', id, name, facts }, accountId }
  },
  ecs_server: async ({ db, id, accounts }) => {
    const isIt = and(eq(ecsServer.serverId, id), inArray(ecsServer.accountId, accounts), isNull(ecsServer.goneAt))
    const [row] = await db.select().from(ecsServer).where(isIt).limit(1)
    if (!row) return undefined
    const { accountId, name, raw, status, flavorId, billingMode, availabilityZone, vcpus, memoryMib } = row
    const facts = { ...readEcsServer(raw), status, flavorId, billingMode, availabilityZone, vcpus, memoryMib }
    return { target: { kind: 'ecs_server', id, name, facts }, accountId }
  },
  order: async ({ db, id, accounts }) => {
    const isIt = and(eq(cloudOrder.orderId, id), inArray(cloudOrder.accountId, accounts))
    const [row] = await db.select().from(cloudOrder).where(isIt).limit(1)
    if (!row) return undefined
    const { accountId, serviceTypeName, serviceTypeCode, status, amountMinor, currency, userName, payUntil } = row
    const facts = {
      status,
      amountMinor: amountMinor ?? undefined,
      currency,
      orderedBy: userName,
      isOurs: row.requestId !== null,
      payUntil: payUntil?.toISOString(),
    }
    return { target: { kind: 'order', id, name: serviceTypeName || serviceTypeCode || id, facts }, accountId }
  },
}
