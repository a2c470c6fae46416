'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { capability, entriesOn, titleOf } from '#lib/operations/capabilities.ts'
import type { ResourceState } from '#lib/operations/resource-state.ts'

type Props = { state: ResourceState; accountId: string; resourceId: string; isAllowed: boolean }

/** What can be done with a resource as it is now; what cannot be done says why. */
export function ActionsCard({ state, accountId, resourceId, isAllowed }: Props) {
  const t = useTranslations('inventory.actions')
  const text = useText()
  return (
    <Card title={t('title')}>
      <ul className="flex flex-col items-start gap-2">
        {entriesOn(state.kind).map(({ operation, way }) => {
          const reason = capability(operation, state, way)
          const cannot = isAllowed ? reason && text(reason) : t('notAllowed')
          const asked = new URLSearchParams({
            account: accountId,
            target: resourceId,
            ...(way !== undefined && { way }),
          })
          const title = text(titleOf(operation, way))
          return (
            <li key={`${operation} ${way}`}>
              {cannot === undefined || cannot === '' ? (
                <LinkButton href={`/operations/${operation}/new?${asked.toString()}`}>{title}</LinkButton>
              ) : (
                <Button disabledReason={cannot}>{title}</Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
