import { type Permission, permissions } from './permissions.ts'

/**
 * Every entry point of the web process and the permission it demands. 'signed-in' means that the verb narrows to what
 * the person may see; 'begun' that whoever has begun to sign in may ask; 'public' needs no session. `action()` and `route()` take their name from here, and a repository
 * test fails for an action or route handler that is missing.
 */
export const accessManifest = {
  // Server actions
  'draft.save': 'draft:write',
  'draft.discard': 'signed-in',
  'request.submit': 'request:submit',
  'request.resubmit': 'request:submit',
  'request.approve': 'request:approve',
  'request.reject': 'request:reject',
  'request.withdraw': 'request:withdraw',
  'request.comment': 'request:comment',
  'request.cancelOrder': 'request:cancel',
  'request.close': 'request:approve',
  'request.retryPayment': 'request:approve',
  'request.readOrder': 'request:settle',
  'request.adoptOrder': 'request:settle',
  'request.cancelFoundOrder': 'request:settle',
  'request.disownOrders': 'request:settle',
  'account.resume': 'account:manage',
  'account.add': 'account:manage',
  'account.check': 'account:check',
  'account.replaceKey': 'account:manage',
  'account.pause': 'account:manage',
  'account.retire': 'account:manage',
  'account.setBudget': 'account:manage',
  'account.removeBudget': 'account:manage',
  'purchases.stop': 'purchase:stop',
  'purchases.resume': 'purchase:resume',
  'session.confirm': 'signed-in',
  'session.confirmWithPasskey': 'signed-in',
  'session.stay': 'signed-in',
  'session.revoke': 'signed-in',
  'session.revokeOthers': 'signed-in',
  'factor.prove': 'begun',
  'factor.provePasskey': 'begun',
  'factor.askPasskey': 'begun',
  'factor.beginCodes': 'begun',
  'factor.finishCodes': 'begun',
  'factor.beginPasskey': 'begun',
  'factor.finishPasskey': 'begun',
  'factor.remove': 'signed-in',
  'factor.renewRecoveryCodes': 'signed-in',
  'person.openLink': 'public',
  'person.join': 'public',
  'person.invite': 'person:manage',
  'person.link': 'person:manage',
  'person.giveRole': 'person:manage',
  'person.takeRole': 'person:manage',
  'person.decideChange': 'person:manage',
  'person.disable': 'person:manage',
  'person.enable': 'person:manage',
  'person.clearFactors': 'person:manage',
  'group.create': 'person:manage',
  'group.rename': 'person:manage',
  'group.delete': 'person:manage',
  'group.addMember': 'person:manage',
  'group.removeMember': 'person:manage',
  'group.giveRole': 'person:manage',
  'group.takeRole': 'person:manage',
  'view.save': 'view:save',
  'view.rename': 'view:save',
  'view.share': 'view:share',
  'view.delete': 'view:save',
  // Route handlers
  'GET /api/accounts': 'signed-in',
  'GET /api/accounts/[accountId]': 'account:read',
  'GET /api/accounts/[accountId]/lookups/[kind]': 'picker:read',
  'GET /api/accounts/[accountId]/quote': 'price:read',
  'GET /api/accounts/[accountId]/preflight': 'account:check',
  'GET /api/drafts/[operation]': 'signed-in',
  'GET /api/requests': 'signed-in',
  'GET /api/requests/[id]': 'request:read',
  'GET /api/desk': 'signed-in',
  'GET /api/purchases': 'signed-in',
  'GET /api/orders': 'signed-in',
  'GET /api/orders/total': 'signed-in',
  'GET /api/orders/choices': 'signed-in',
  'GET /api/orders/[orderId]': 'order:read',
  'GET /api/jobs': 'signed-in',
  'GET /api/jobs/total': 'signed-in',
  'GET /api/jobs/board': 'signed-in',
  'GET /api/jobs/deliveries': 'signed-in',
  'GET /api/jobs/[service]/[jobId]': 'job:read',
  'GET /api/views': 'signed-in',
  'GET /api/phone-servers': 'signed-in',
  'GET /api/phone-servers/[serverId]': 'server:read',
  'GET /api/desktops': 'signed-in',
  'GET /api/desktops/[desktopId]': 'server:read',
  'GET /api/servers': 'signed-in',
  'GET /api/servers/[serverId]': 'server:read',
  'GET /api/audit': 'audit:read',
  'GET /api/audit/choices': 'audit:read',
  'GET /api/audit/[seq]': 'audit:read',
  'GET /api/errors': 'signed-in',
  'GET /api/overview': 'signed-in',
  'GET /api/expiring': 'signed-in',
  'GET /api/insights': 'signed-in',
  'GET /api/insights/quotas': 'account:read',
  'GET /api/search/words': 'signed-in',
  'GET /api/search': 'signed-in',
  'GET /api/export/[list]': 'signed-in',
  'GET /api/events': 'signed-in',
  'GET /api/session': 'signed-in',
  'GET /api/auth/company': 'public',
  'GET /api/auth/company/callback': 'public',
  'GET /api/health': 'public',
  'GET /api/health/live': 'public',
  'GET /api/health/ready': 'public',
  'GET /api/metrics': 'public',
  'GET /api/auth/[...nextauth]': 'public',
  'POST /api/auth/[...nextauth]': 'public',
  'POST /api/reports': 'public',
} as const satisfies Record<string, Permission | 'signed-in' | 'begun' | 'public'>

export type EntryPoint = keyof typeof accessManifest
export type ActionName = Exclude<EntryPoint, `${'GET' | 'POST'} ${string}`>
export type RouteName = Extract<EntryPoint, `GET ${string}`>

const asking = [
  'account:manage',
  'person:manage',
  'purchase:resume',
  'request:approve',
  'request:settle',
] as const satisfies readonly Permission[]

/** What must not be done by whoever finds a console open: it asks who it is when the last proof is older than ten minutes. */
export const asksWhoItIs: ReadonlySet<Permission> = new Set(asking)

const binding = [...asking, 'request:submit', 'request:cancel'] as const satisfies readonly Permission[]
const ofOneself = ['factor.remove', 'factor.renewRecoveryCodes'] as const satisfies readonly ActionName[]

type Demanding<P> = { [N in ActionName]: (typeof accessManifest)[N] extends P ? N : never }[ActionName]

/** What spends, approves, or changes roles and keys: only a page of the very session may call it, with that page's token. */
export type BoundAction = Demanding<(typeof binding)[number]> | (typeof ofOneself)[number]

export const isEntryPoint = (name: string): name is EntryPoint => Object.hasOwn(accessManifest, name)

/** Whether an action takes the token of its session. What stops or takes back is done at once, from any page. */
export const isBound = (name: EntryPoint): boolean =>
  [...binding, ...ofOneself].some((bound) => bound === name || bound === accessManifest[name])

/** The permission that `name` demands of somebody who is signed in; undefined where its verb narrows by itself. */
export function permissionFor(name: EntryPoint): Permission | undefined {
  const demanded: string = accessManifest[name]
  return isPermission(demanded) ? demanded : undefined
}

const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name)
