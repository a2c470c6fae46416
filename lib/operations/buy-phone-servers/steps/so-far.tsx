'use client'

import { useTranslations } from 'use-intl/react'
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
    <dl
      aria-label={t('soFar')}
      className="divide-y divide-line rounded-l border border-line bg-surface px-4 text-m max-xl:hidden"
    >
      {rows.map(({ id, label, value }) => (
        <div key={id} className="py-2">
          <dt className="text-s text-muted">{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
