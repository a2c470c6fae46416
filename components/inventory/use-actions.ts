'use client'

import { useTranslations } from 'use-intl/react'
import { useText } from '#lib/i18n/use-text.ts'
import { capability, entriesOn, titleOf } from '#lib/operations/capabilities.ts'
import type { ResourceState } from '#lib/operations/resource-state.ts'

/** A resource as it is when somebody asks what can be done with it. */
export type Actable = {
  state: ResourceState
  accountId: string
  resourceId: string
  /** Whether the person may ask for changes on its account. */
  isAllowed: boolean
}

/** Something that can be asked for, or why it cannot be now. */
export type Action = { key: string; title: string; href: string; reason: string | undefined }

/** Everything that is offered for a resource of that kind, in words; empty where there is no operation for it. */
export function useActions({ state, accountId, resourceId, isAllowed }: Actable): Action[] {
  const t = useTranslations('inventory.actions')
  const text = useText()
  return entriesOn(state.kind).map(({ operation, way }) => {
    const refusal = capability(operation, state, way)
    const asked = new URLSearchParams({ account: accountId, target: resourceId, ...(way !== undefined && { way }) })
    return {
      key: way === undefined ? operation : `${operation} ${way}`,
      title: text(titleOf(operation, way)),
      href: `/operations/${operation}/new?${asked.toString()}`,
      // What nobody can do now says so to everybody.
      reason: refusal !== undefined ? text(refusal) : isAllowed ? undefined : t('notAllowed'),
    }
  })
}
