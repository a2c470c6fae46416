'use client'

import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { ActionList } from './action-list.tsx'
import { type Actable, useActions } from './use-actions.ts'

/** What can be done with a resource as it is now; nothing at all where there is no operation for it. */
export function ActionsCard({ of }: { of: Actable }) {
  const t = useTranslations('inventory.actions')
  const actions = useActions(of)
  if (actions.length === 0) return null
  return (
    <Card title={t('title')}>
      <ActionList actions={actions} />
    </Card>
  )
}
