import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import type { Related } from '#lib/inventory/related.ts'
import { RelatedList } from './related-list.tsx'

/** The requests, orders and jobs about a thing. */
export function RelatedCard({ related }: { related: Related }) {
  const t = useTranslations('inventory.related')
  return (
    <Card title={t('title')}>
      <RelatedList related={related} />
    </Card>
  )
}
