import 'server-only'
import type { Asking } from '#components/inventory/inventory-list.tsx'
import { accountsWith, type PersonActor } from '#lib/auth/permissions.ts'
import type { Area } from '#lib/i18n/messages.ts'
import { entriesOn } from '#lib/operations/capabilities.ts'
import type { TargetKind } from '#lib/operations/kit.ts'

/** The words that lists, panels and pages of resources share. */
export const resourceAreas = ['inventory', 'operations', 'orders', 'jobs'] as const satisfies readonly Area[]

/** What the person may ask for about the resources of one kind. */
export const askingOn = (actor: PersonActor, kind: TargetKind): Asking => ({
  hasOperations: entriesOn(kind).length > 0,
  allowedOn: accountsWith(actor, 'request:submit'),
})
