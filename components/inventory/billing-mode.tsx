import { useTranslations } from 'use-intl/react'
import type { BillingMode as Mode } from '#lib/inventory/billing-mode.ts'

/** How a thing is paid, in words. */
export function BillingMode({ mode }: { mode: Mode }) {
  const t = useTranslations('inventory.billing')
  return <span className={mode === 'unknown' ? 'text-unknown' : undefined}>{t(mode)}</span>
}
