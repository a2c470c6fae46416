import { AuditFilter } from '../audit/filter.ts'
import { listAudit } from '../audit/list.ts'
import { DesktopFilter } from '../inventory/desktops-filter.ts'
import { listDesktops } from '../inventory/desktops.ts'
import { EcsServerFilter } from '../inventory/ecs-servers-filter.ts'
import { listEcsServers } from '../inventory/ecs-servers.ts'
import { PhoneServerFilter } from '../inventory/phone-server-filter.ts'
import { serverStatusWords } from '../inventory/queries.ts'
import { listPhoneServers } from '../inventory/phone-servers.ts'
import { wordIn } from '../inventory/status-word.ts'
import { JobFilter } from '../jobs/filter.ts'
import { countJobs, listJobs } from '../jobs/list.ts'
import { ExpiringFilter } from '../orders/expiring-filter.ts'
import { listExpiring } from '../orders/expiring.ts'
import { OrderFilter } from '../orders/filter.ts'
import { countOrders, listOrders } from '../orders/list.ts'
import { orderGroups } from '../orders/status.ts'
import { RequestFilter } from '../requests/filter.ts'
import { listRequests } from '../requests/list.ts'
import { counting, exported } from './exported.ts'
import type { ExportedList } from './exported-lists.ts'
import { wholeLists } from './whole-lists.ts'

/** Hundredths as units of the currency, so that whoever sums them up gets an amount. */
const units = (minor: number | null): number | null => (minor === null ? null : minor / 100)

type Placed = { account: { name: string; region: string } }
const ofAccount = {
  account: ({ account }: Placed) => account.name,
  account_region: ({ account }: Placed) => account.region,
}

const countedOrders = counting(listOrders, countOrders)
const countedJobs = counting(listJobs, countJobs)

/** What each list is read and written with. */
export const exports = {
  orders: exported(OrderFilter, countedOrders, {
    order_id: ({ orderId }) => orderId,
    status: ({ status }) => status,
    state: ({ status }) => wordIn(orderGroups, status) ?? null,
    type: ({ orderType }) => orderType,
    service: ({ serviceTypeCode }) => serviceTypeCode,
    region: ({ region }) => region,
    product: ({ product }) => product,
    amount: ({ amountMinor }) => units(amountMinor),
    official: ({ officialMinor }) => units(officialMinor),
    refunded: ({ refundedMinor }) => units(refundedMinor),
    currency: ({ currency }) => currency,
    ordered_at: ({ orderedAt }) => orderedAt,
    paid_at: ({ paidAt }) => paidAt,
    pay_until: ({ payUntil }) => payUntil,
    ordered_by: ({ userName }) => userName,
    asked_by: ({ askedBy }) => askedBy?.name ?? null,
    request: ({ request }) => request?.number ?? null,
    attention: ({ attention }) => attention,
    lines: ({ lineCount }) => lineCount,
    resources: ({ resourceCount }) => resourceCount,
    ...ofAccount,
  }),
  jobs: exported(JobFilter, countedJobs, {
    job_id: ({ jobId }) => jobId,
    service: ({ service }) => service,
    kind: ({ kind }) => kind,
    cloud_kind: ({ cloudKind }) => cloudKind,
    state: ({ state }) => state,
    progress: ({ progress }) => progress,
    resource_id: ({ resource }) => resource?.id ?? null,
    resource: ({ resource }) => resource?.name ?? null,
    started_at: ({ startedAt }) => startedAt,
    ended_at: ({ endedAt }) => endedAt,
    error_code: ({ errorCode }) => errorCode,
    error_message: ({ errorMessage }) => errorMessage,
    order_id: ({ orderId }) => orderId,
    request: ({ request }) => request?.number ?? null,
    ...ofAccount,
  }),
  requests: exported(RequestFilter, listRequests, {
    number: ({ number }) => number,
    id: ({ id }) => id,
    operation: ({ operation }) => operation,
    title: ({ title }) => title,
    state: ({ state }) => state,
    amount: ({ amountMinor }) => units(amountMinor),
    currency: ({ currency }) => currency,
    requested_by: ({ requestedBy }) => requestedBy.name,
    order_id: ({ orderId }) => orderId,
    delivered: ({ delivered }) => delivered,
    expected: ({ expected }) => expected,
    created_at: ({ createdAt }) => createdAt,
    changed_at: ({ changedAt }) => changedAt,
    ...ofAccount,
  }),
  'phone-servers': exported(PhoneServerFilter, listPhoneServers, {
    server_id: ({ serverId }) => serverId,
    name: ({ name }) => name,
    status: ({ status }) => status,
    state: ({ status }) => wordIn(serverStatusWords, status) ?? null,
    server_model: ({ serverModel }) => serverModel,
    phone_model: ({ phoneModel }) => phoneModel,
    zone: ({ zone }) => zone,
    phones: ({ phones }) => phones,
    addresses: ({ addresses }) =>
      addresses
        .flatMap(({ serverIp, publicIp }) => [serverIp, publicIp])
        .filter(Boolean)
        .join(' '),
    order_id: ({ orderId }) => orderId,
    created_at: ({ createdAt }) => createdAt,
    gone_at: ({ goneAt }) => goneAt,
    ...ofAccount,
  }),
  desktops: exported(DesktopFilter, listDesktops, {
    desktop_id: ({ desktopId }) => desktopId,
    name: ({ name }) => name,
    status: ({ status }) => status,
    user: ({ userName }) => userName,
    product: ({ productId }) => productId,
    vcpus: ({ vcpus }) => vcpus,
    memory_mib: ({ memoryMib }) => memoryMib,
    disk_gib: ({ diskGib }) => diskGib,
    billing_mode: ({ billingMode }) => billingMode,
    zone: ({ zone }) => zone,
    addresses: ({ addresses }) => addresses.join(' '),
    order_id: ({ orderId }) => orderId,
    created_at: ({ createdAt }) => createdAt,
    gone_at: ({ goneAt }) => goneAt,
    ...ofAccount,
  }),
  servers: exported(EcsServerFilter, listEcsServers, {
    server_id: ({ serverId }) => serverId,
    name: ({ name }) => name,
    status: ({ status }) => status,
    flavor: ({ flavorId }) => flavorId,
    vcpus: ({ vcpus }) => vcpus,
    memory_mib: ({ memoryMib }) => memoryMib,
    addresses: ({ addresses }) => addresses,
    billing_mode: ({ billingMode }) => billingMode,
    zone: ({ zone }) => zone,
    order_id: ({ orderId }) => orderId,
    created_at: ({ createdAt }) => createdAt,
    gone_at: ({ goneAt }) => goneAt,
    ...ofAccount,
  }),
  expiring: exported(ExpiringFilter, listExpiring, {
    resource_id: ({ resourceId }) => resourceId,
    name: ({ name }) => name,
    kind: ({ kind }) => kind,
    service: ({ service }) => service,
    region: ({ region, account }) => region || account.region,
    expires_at: ({ expiresAt }) => expiresAt,
    order_id: ({ orderId }) => orderId,
    ...ofAccount,
  }),
  audit: exported(AuditFilter, listAudit, {
    place: ({ place }) => place,
    at: ({ at }) => at,
    actor_kind: ({ who }) => who.kind,
    actor_id: ({ who }) => who.id,
    actor: ({ who }) => who.name,
    event: ({ event }) => event,
    about_person: ({ person }) => person?.email ?? null,
    about_group: ({ group }) => group,
    request: ({ request }) => request?.number ?? null,
    request_id: ({ request }) => request?.id ?? null,
    order_id: ({ orderId }) => orderId,
    was: ({ was }) => was,
    became: ({ became }) => became,
    detail: ({ detail }) => JSON.stringify(detail),
    account: ({ account }) => account?.name ?? null,
    account_region: ({ account }) => account?.region ?? null,
    hash: ({ hash }) => hash,
  }),
  ...wholeLists,
} as const satisfies Record<ExportedList, unknown>
