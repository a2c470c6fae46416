import type { Role } from '#lib/auth/permissions.ts'
import type { ActionResult } from '#lib/result.ts'

type Run<Input, Value> = (input: Input) => Promise<ActionResult<Value>>
type Outcome = { outcome: 'done' | 'asked' }
type Change = { personId: string; accountId: string; role: Role }

type GroupChange = { groupId: string; accountId: string; role: Role }
type InGroup = { groupId: string; personId: string }

/** What owners do with groups; the page hands in the server's actions. */
export type GroupActions = {
  create: Run<{ name: string }, { groupId: string }>
  rename: Run<{ groupId: string; name: string }, unknown>
  remove: Run<{ groupId: string }, unknown>
  addMember: Run<InGroup, Outcome>
  removeMember: Run<InGroup, Outcome>
  give: Run<GroupChange, Outcome>
  take: Run<GroupChange, Outcome>
}

/** What owners do with people; the page hands in the server's actions. */
export type PeopleActions = {
  invite: Run<{ email: string; name: string; accountId: string; roles: Role[] }, { asked: boolean; token?: string }>
  link: Run<{ personId: string }, { token?: string }>
  give: Run<Change, Outcome>
  take: Run<Change, Outcome>
  decide: Run<{ id: string; decision: 'confirm' | 'refuse' }, { token?: string }>
  disable: Run<{ personId: string }, Outcome>
  enable: Run<{ personId: string }, Outcome>
  clearFactors: Run<{ personId: string }, Outcome>
}
