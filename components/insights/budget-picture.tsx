import { useTranslations } from 'use-intl/react'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { BudgetUse } from '#lib/insights/queries.ts'
import { usedPercent } from '#lib/insights/used-percent.ts'
import { spentTypes } from '#lib/orders/status.ts'
import { listHref } from '#lib/page.ts'
import { Picture } from './picture.tsx'
import { Ring } from './ring.tsx'

/** What each account spent this month of its budget. */
export function BudgetPicture({ budgets }: { budgets: BudgetUse[] }) {
  const t = useTranslations('insights.budgets')
  const words = useTranslations('insights.quotas')
  const format = useFormat()
  const faces = budgets.map((use) => {
    const { account, currency, spentMinor, budgetMinor, orders } = use
    const money = (minor: number) => format.money(minor / 100, currency)
    const [spent, budget] = [money(spentMinor), money(budgetMinor)]
    const over = spentMinor - budgetMinor
    return {
      id: `${account.id}/${currency}`,
      name: t('account', { account: account.name, region: account.region }),
      href: listHref('/orders', { paid: 'month', type: spentTypes, account: account.id, currency }),
      share: spentMinor / budgetMinor,
      centre: usedPercent(use),
      amounts: t('of', { spent, budget }),
      words: { nearlyFull: words('nearlyFull'), full: over > 0 ? t('over', { amount: money(over) }) : words('full') },
      figures: [spent, budget, usedPercent(use), format.number(orders)],
    }
  })
  return (
    <Picture
      title={t('title')}
      note={t('note')}
      columns={[t('whose'), t('spent'), t('budget'), t('used'), t('orders')]}
      rows={faces.map(({ id, name, figures, href }) => ({ id, cells: [name, ...figures], href }))}
      empty={faces.length === 0 ? t('none') : undefined}
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-4">
        {faces.map(({ id, figures: _, ...face }) => (
          <Ring key={id} {...face} />
        ))}
      </ul>
    </Picture>
  )
}
