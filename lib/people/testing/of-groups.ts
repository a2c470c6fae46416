import { expect } from 'vitest'
import type { Role } from '#lib/auth/permissions.ts'
import type { TestPerson } from '#lib/db/testing/people.ts'
import { decideChange } from '../decide.ts'
import { giveGroupRole } from '../group-roles.ts'
import { readPeople } from '../list.ts'
import type { Stage } from './stage.ts'

/** Confirms the one thing that waits about the group, as `who`. */
export async function confirmOfGroup(stage: Stage, who: TestPerson, groupId: string) {
  const ctx = await stage.as(who)
  const { changes } = await readPeople(ctx)
  const id = changes.find((change) => change.groupId === groupId)?.id
  if (id === undefined) throw new Error('Nothing waits about the group')
  return decideChange(ctx, { id, decision: 'confirm' })
}

/** Gives the group a role by two owners. */
export async function giveToGroup(
  stage: Stage,
  { account, first, second, groupId }: Awaited<ReturnType<Stage['withGroup']>>,
  role: Role,
) {
  expect(await giveGroupRole(await stage.as(first), { groupId, accountId: account.id, role })).toEqual({
    outcome: 'asked',
  })
  await confirmOfGroup(stage, second, groupId)
}
