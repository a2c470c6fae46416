import { z } from 'zod'
import { listAccountRows } from '../accounts/list.ts'
import type { Context } from '../context.ts'
import { explain } from '../error-book/explain.ts'
import { BookFilter } from '../error-book/filter.ts'
import { findEntries } from '../error-book/list.ts'
import { locales } from '../i18n/locale.ts'
import { type People, readPeople } from '../people/list.ts'
import { exportedWhole } from './exported.ts'

const Unnarrowed = z.object({})
const BookInLanguage = BookFilter.extend({ locale: z.enum(locales).catch('en') })

/** Lists that their pages show whole, as whoever sees the page sees them. */
export const wholeLists = {
  people: exportedWhole(Unnarrowed, listPeople, {
    name: ({ name }) => name,
    email: ({ email }) => email,
    state: ({ state }) => state,
    roles: ({ roles }) => written(roles),
    groups: ({ groups }) => groups.join(', '),
    second_factor: ({ hasFactor }) => hasFactor,
    seen_at: ({ seenAt }) => seenAt,
    invited_until: ({ invitedUntil }) => invitedUntil,
  }),
  groups: exportedWhole(Unnarrowed, listGroups, {
    name: ({ name }) => name,
    members: ({ members }) => members.map(({ email }) => email).join(', '),
    members_elsewhere: ({ membersElsewhere }) => membersElsewhere,
    roles: ({ roles }) => written(roles),
  }),
  accounts: exportedWhole(Unnarrowed, listAccounts, {
    name: ({ name }) => name,
    state: ({ state }) => state,
    state_reason: ({ stateReason }) => stateReason,
    site: ({ site }) => site,
    region: ({ region }) => region,
    project_id: ({ projectId }) => projectId,
    read_key_since: ({ readKeySince }) => readKeySince,
    spend_key_since: ({ spendKeySince }) => spendKeySince,
    checked_at: ({ check }) => check?.at ?? null,
    check_failed: ({ check }) => check?.failed ?? null,
    check_warnings: ({ check }) => check?.warning ?? null,
    check_unknown: ({ check }) => check?.unknown ?? null,
  }),
  errors: exportedWhole(BookInLanguage, listErrors, {
    codes: ({ codes }) => codes.join(' '),
    service: ({ service }) => service,
    http_statuses: ({ httpStatuses }) => httpStatuses.join(' '),
    meaning: ({ meaning }) => meaning,
    retry: ({ retry }) => retry,
    try_again: ({ tryAgain }) => tryAgain,
    who_can: ({ whoCan }) => whoCan,
    what_to_do: ({ whatToDo }) => whatToDo,
  }),
}

/** A role that is held on an account; `group` is where it comes from, null where it was given to the person. */
type Role = { account: string; region: string; role: string; group?: string | null }

/** `Acme (cn-north-4): owner, admin (Buyers); …`. */
function written(roles: Role[]): string {
  const byAccount = Map.groupBy(roles, ({ account, region }) => `${account} (${region})`)
  return [...byAccount]
    .map(([account, held]) => {
      const words = held.map(({ role, group }) => (group ? `${role} (${group})` : role))
      return `${account}: ${words.join(', ')}`
    })
    .join('; ')
}

async function listPeople(ctx: Context) {
  const all = await readPeople(ctx)
  return all.people.map(({ id, name, email, state, roles, groupRoles, hasFactor, seenAt, linkUntil }) => ({
    id,
    name,
    email,
    state,
    roles: [
      ...placed(all, roles).map((held) => ({ ...held, group: null })),
      ...groupRoles.flatMap(({ groupId, ...held }) =>
        placed(all, [held]).map((role) => ({ ...role, group: nameOf(all.groups, groupId) })),
      ),
    ],
    groups: all.groups.filter(({ memberIds }) => memberIds.includes(id)).map((group) => group.name),
    hasFactor,
    seenAt: seenAt?.toISOString() ?? null,
    invitedUntil: linkUntil?.toISOString() ?? null,
  }))
}

async function listGroups(ctx: Context) {
  const all = await readPeople(ctx)
  return all.groups.map(({ id, name, roles, memberIds, unnamed }) => ({
    id,
    name,
    members: all.people
      .filter((person) => memberIds.includes(person.id))
      .map((person) => ({ id: person.id, name: person.name, email: person.email })),
    membersElsewhere: unnamed,
    roles: placed(all, roles),
  }))
}

const placed = ({ accounts }: People, roles: { accountId: string; role: string }[]) =>
  roles.flatMap(({ accountId, role }) =>
    accounts.filter(({ id }) => id === accountId).map(({ name, region }) => ({ account: name, region, role })),
  )

const nameOf = (groups: People['groups'], groupId: string): string =>
  groups.find(({ id }) => id === groupId)?.name ?? groupId

async function listAccounts(ctx: Context) {
  const { accounts } = await listAccountRows(ctx)
  return accounts.map(({ id, name, state, stateReason, site, region, projectId, readKey, spendKey, check }) => ({
    id,
    name,
    state,
    stateReason,
    site,
    region,
    projectId,
    // Of those alone who may change it, as on its page.
    readKeySince: readKey?.since ?? null,
    spendKeySince: spendKey?.since ?? null,
    check,
  }))
}

async function listErrors(_ctx: Context, { locale, ...filter }: z.output<typeof BookInLanguage>) {
  return findEntries(filter).map((entry) => ({ ...explain(entry, locale), codes: entry.codes }))
}
