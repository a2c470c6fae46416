/**
 * Who may do what: one pure table, asked by the interface (to show a reason) and by the server (to refuse). Roles are
 * held per cloud account; a person with several roles has the union of their rights, never the right to approve
 * their own request.
 */
export const roles = ['owner', 'admin', 'reviewer', 'support'] as const
export type Role = (typeof roles)[number]

const everyone = roles

export const permissions = {
  'account:manage': ['owner'],
  'account:read': everyone,
  'account:check': ['owner', 'admin'],
  'audit:read': ['owner', 'reviewer', 'support'],
  'draft:write': ['admin'],
  'job:read': everyone,
  'order:read': everyone,
  'order:refresh': everyone,
  'person:manage': ['owner'],
  'picker:read': ['admin'],
  'price:read': ['admin', 'reviewer'],
  'request:approve': ['reviewer'],
  'request:cancel': ['admin', 'reviewer'],
  'request:comment': everyone,
  'request:read': everyone,
  'request:reject': ['reviewer'],
  'request:settle': ['reviewer'],
  'request:submit': ['admin'],
  'request:withdraw': ['admin'],
  'server:read': everyone,
  'view:save': everyone,
  'view:share': ['owner', 'admin', 'reviewer'],
  'purchase:stop': ['owner', 'reviewer'],
  'purchase:resume': ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export type Membership = { accountId: string; role: Role }
export type PersonActor = { kind: 'person'; personId: string; name: string; memberships: readonly Membership[] }

/** What a permission is asked about: the account always, and who made the request where that matters. */
export type Subject = { accountId: string; requestedBy?: readonly string[] }

const reasonByPermission: Partial<Record<Permission, string>> = {
  'request:approve': 'denied.needsReviewer',
  'request:reject': 'denied.needsReviewer',
  'request:settle': 'denied.needsReviewer',
  'request:submit': 'denied.needsAdmin',
  'request:withdraw': 'denied.needsAdmin',
  'account:manage': 'denied.needsOwner',
  'person:manage': 'denied.needsOwner',
  'purchase:resume': 'denied.needsOwner',
  'draft:write': 'denied.needsAdmin',
  'picker:read': 'denied.needsAdmin',
  'view:share': 'denied.supportSharesNothing',
}

/** The roles that `actor` holds on `accountId`. */
export const rolesOn = (actor: PersonActor, accountId: string): Role[] =>
  actor.memberships.filter((m) => m.accountId === accountId).map((m) => m.role)

/** The accounts on which `actor` has `permission`. */
export const accountsWith = ({ memberships }: Pick<PersonActor, 'memberships'>, permission: Permission): string[] => [
  ...new Set(memberships.filter((m) => isAllowed(permission, m.role)).map((m) => m.accountId)),
]

const isAllowed = (permission: Permission, role: Role): boolean => {
  const allowed: readonly Role[] = permissions[permission]
  return allowed.includes(role)
}

/** As `denial`, of something that belongs to no account: whoever may on one of theirs, may. */
export function denialAnywhere(actor: PersonActor, permission: Permission): string | undefined {
  const [first] = actor.memberships
  if (!first) return 'denied.noAccount'
  return accountsWith(actor, permission).length > 0 ? undefined : denial(actor, permission, first)
}

/** What a second person does: nobody who asked for or edited the request. */
const takesAnother: ReadonlySet<Permission> = new Set(['request:approve', 'request:settle'])

/**
 * Why `actor` may not do this, as a message key; undefined when they may. Fails closed: no role on the account means no.
 */
export function denial(actor: PersonActor | undefined, permission: Permission, subject: Subject): string | undefined {
  if (!actor) return 'denied.signIn'
  const held = rolesOn(actor, subject.accountId)
  if (held.length === 0) return 'denied.noAccount'
  if (!held.some((role) => isAllowed(permission, role))) return reasonByPermission[permission] ?? 'denied.role'
  if (takesAnother.has(permission) && subject.requestedBy?.includes(actor.personId)) return 'denied.ownRequest'
  if (permission === 'request:withdraw' && !subject.requestedBy?.includes(actor.personId)) return 'denied.notYours'
  return undefined
}
