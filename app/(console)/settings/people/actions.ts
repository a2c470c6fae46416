'use server'

import { boundAction } from '#lib/action.ts'
import { DecideChange, decideChange } from '#lib/people/decide.ts'
import { clearFactorsOf, disablePerson, enablePerson } from '#lib/people/disable.ts'
import { addMember as addTo, GroupMember, removeMember as removeFrom } from '#lib/people/group-members.ts'
import { giveGroupRole, GroupRoleChange, takeGroupRole } from '#lib/people/group-roles.ts'
import {
  createGroup as create,
  deleteGroup as remove,
  GroupId,
  NewGroup,
  RenameGroup,
  renameGroup as rename,
} from '#lib/people/groups.ts'
import { Invite, invite as inviteOne } from '#lib/people/invite.ts'
import { linkFor, PersonId } from '#lib/people/links.ts'
import { giveRole, RoleChange, takeRole } from '#lib/people/roles.ts'

export const invite = boundAction('person.invite', Invite, inviteOne)
export const link = boundAction('person.link', PersonId, linkFor)
export const give = boundAction('person.giveRole', RoleChange, giveRole)
export const take = boundAction('person.takeRole', RoleChange, takeRole)
export const decide = boundAction('person.decideChange', DecideChange, decideChange)
export const disable = boundAction('person.disable', PersonId, disablePerson)
export const enable = boundAction('person.enable', PersonId, enablePerson)
export const clearFactors = boundAction('person.clearFactors', PersonId, clearFactorsOf)
export const createGroup = boundAction('group.create', NewGroup, create)
export const renameGroup = boundAction('group.rename', RenameGroup, rename)
export const deleteGroup = boundAction('group.delete', GroupId, remove)
export const addMember = boundAction('group.addMember', GroupMember, addTo)
export const removeMember = boundAction('group.removeMember', GroupMember, removeFrom)
export const giveToGroup = boundAction('group.giveRole', GroupRoleChange, giveGroupRole)
export const takeFromGroup = boundAction('group.takeRole', GroupRoleChange, takeGroupRole)
