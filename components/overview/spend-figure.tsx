import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { at } from '#components/ui/share-class.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { CurrencyBudget } from '#lib/insights/queries.ts'
import { usedPercent } from '#lib/insights/used-percent.ts'
import type { Overview } from '#lib/requests/overview-query.ts'

/** What was paid this month in each currency, against the budget where there is one. */
export function SpendFigure({ data: { spend, budgets } }: { data: Overview }) {
  const t = useTranslations('overview')
  const format = useFormat()
  const unspent = budgets
    .filter(({ currency }) => spend.every((each) => each.currency !== currency))
    .map(({ currency }) => ({ currency, amountMinor: 0, beforeMinor: 0 }))
  const rows = [...spend, ...unspent]
  if (rows.length === 0) return <span className="text-xl text-muted">{t('figures.nothingPaid')}</span>
  return rows.map(({ currency, amountMinor, beforeMinor }) => {
    const budget = budgets.find((each) => each.currency === currency)
    return (
      <span key={currency} className="flex flex-col">
        <span className={classNames('font-strong', rows.length > 1 ? 'text-l' : 'text-xl max-sm:text-l')}>
          <MinorMoney amountMinor={amountMinor} currency={currency} />
        </span>
        {budget && <AgainstBudget budget={budget} isOfAll={budget.spentMinor === amountMinor} />}
        <span className="text-s text-muted">
          {t('figures.spendBefore', { amount: format.money(beforeMinor / 100, currency) })}
        </span>
      </span>
    )
  })
}

/** From here on somebody has to think of it. */
const nearlyFull = 0.8

function AgainstBudget({
  budget,
  isOfAll,
}: {
  budget: CurrencyBudget
  /** No account without a budget spent. */ isOfAll: boolean
}) {
  const t = useTranslations('overview')
  const format = useFormat()
  const { currency, budgetMinor, spentMinor, exceeded } = budget
  const share = spentMinor / budgetMinor
  const fill = share >= 1 ? 'bg-danger' : share >= nearlyFull ? 'bg-wait' : 'bg-accent'
  const words = {
    percent: usedPercent(budget),
    budget: format.money(budgetMinor / 100, currency),
    spent: format.money(spentMinor / 100, currency),
  }
  return (
    <span className="my-1 flex flex-col gap-1 text-s">
      <span aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-line-strong">
        <span className={classNames('block h-full w-(--at)', at(share), fill)} />
      </span>
      <span>{t(isOfAll ? 'figures.budget' : 'figures.budgetPartly', words)}</span>
      {exceeded > 0 && <span className="text-danger">{t('figures.exceeded', { count: exceeded })}</span>}
    </span>
  )
}
