'use client'

import { useTranslations } from 'use-intl/react'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { Input } from '../contract.ts'
import { knownProducts } from './known-products.ts'

/** The choices that the price follows from, beside every step. */
export function SoFar({ values }: { values: Input }) {
  const t = useTranslations('wizard')
  const products = knownProducts(values)
  if (products === undefined) return null
  const { model, image, term } = values
  const rows = [
    { id: 'servers', label: t('soFarServers'), value: `${image.count} × ${model.serverModel}` },
    {
      id: 'phones',
      label: t('soFarPhones'),
      value: `${image.count * model.phones} × ${model.phoneModel}`,
    },
    { id: 'term', label: t('term'), value: t(`termValue.${term.unit}`, { count: term.count }) },
  ]
  return (
    <section aria-label={t('soFar')} className="rounded-l border border-line bg-surface px-4 py-1 max-xl:hidden">
      <DefinitionList rows={rows} />
    </section>
  )
}
