'use client'

import { useTranslations } from 'use-intl/react'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DrawnBudget } from '#lib/insights/used-percent.ts'

type Props = { budget: DrawnBudget; amountMinor: number; currency: string }

/** What is left of the month's budget once this is paid, or how far it goes beyond: for whoever asks and whoever decides. */
export function BudgetAfter({ budget: { budgetMinor, spentMinor }, amountMinor, currency }: Props) {
  const t = useTranslations('quote.budget')
  const format = useFormat()
  const money = (minor: number) => format.money(minor / 100, currency)
  const left = budgetMinor - spentMinor - amountMinor
  const budget = money(budgetMinor)
  return (
    <div>
      {left < 0 ? (
        <p className="font-strong text-danger">{t('over', { over: money(-left), budget })}</p>
      ) : (
        <p>{t('left', { left: money(left), budget })}</p>
      )}
      <p className="text-s text-muted">{t('note', { spent: money(spentMinor) })}</p>
    </div>
  )
}
