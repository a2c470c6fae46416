'use server'

import { action } from '#lib/action.ts'
import { DecideChange, decideChange } from '#lib/people/decide.ts'
import { clearFactorsOf, disablePerson, enablePerson } from '#lib/people/disable.ts'
import { Invite, invite as inviteOne } from '#lib/people/invite.ts'
import { linkFor, PersonId } from '#lib/people/links.ts'
import { giveRole, RoleChange, takeRole } from '#lib/people/roles.ts'

export const invite = action('person.invite', Invite, inviteOne)
export const link = action('person.link', PersonId, linkFor)
export const give = action('person.giveRole', RoleChange, giveRole)
export const take = action('person.takeRole', RoleChange, takeRole)
export const decide = action('person.decideChange', DecideChange, decideChange)
export const disable = action('person.disable', PersonId, disablePerson)
export const enable = action('person.enable', PersonId, enablePerson)
export const clearFactors = action('person.clearFactors', PersonId, clearFactorsOf)
