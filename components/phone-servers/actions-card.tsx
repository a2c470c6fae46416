'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { capability, type ResourceState } from '#lib/operations/capabilities.ts'

type Props = {
  state: ResourceState
  accountId: string
  resourceId: string
  operations: { key: string; title: string }[]
  isAllowed: boolean
}

/** What can be done with a resource as it is now; what cannot be done says why. */
export function ActionsCard({ state, accountId, resourceId, operations, isAllowed }: Props) {
  const t = useTranslations('servers.actions')
  const text = useText()
  const target = new URLSearchParams({ account: accountId, target: resourceId })
  return (
    <Card title={t('title')}>
      <ul className="flex flex-col items-start gap-2">
        {operations.map(({ key, title }) => {
          const reason = capability(key, state)
          const cannot = isAllowed ? reason && text(reason) : t('notAllowed')
          return (
            <li key={key}>
              {cannot === undefined || cannot === '' ? (
                <LinkButton href={`/operations/${key}/new?${target.toString()}`}>{text(title)}</LinkButton>
              ) : (
                <Button disabledReason={cannot}>{text(title)}</Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
