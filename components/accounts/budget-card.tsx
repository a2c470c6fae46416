'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { AccountActions, AccountBudget, AccountDetail } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { BudgetDialog } from './budget-dialog.tsx'
import { RemoveBudgetDialog } from './remove-budget-dialog.tsx'

type Props = { account: AccountDetail; actions: Pick<AccountActions, 'setBudget' | 'removeBudget'> }

/** What the account is to spend at most in a month, in each currency that has a budget; owners set it here. */
export function BudgetCard({ account, actions }: Props) {
  const t = useTranslations('accounts.budget')
  const text = useText()
  const [asked, setAsked] = useState<{ act: 'set' | 'remove'; currency: string }>()
  const { state, manageDenial, budgets, currencies } = account
  const disabledReason = manageDenial === null ? undefined : text(manageDenial)
  const close = () => setAsked(undefined)
  const removed = asked?.act === 'remove' && budgets.find(({ currency }) => currency === asked.currency)
  const next = currencies.find((each) => budgets.every(({ currency }) => currency !== each))
  const buttons = ({ currency }: AccountBudget) => (
    <span className="flex flex-wrap gap-2">
      <Button size="small" disabledReason={disabledReason} onClick={() => setAsked({ act: 'set', currency })}>
        {t('change', { currency })}
      </Button>
      <Button size="small" disabledReason={disabledReason} onClick={() => setAsked({ act: 'remove', currency })}>
        {t('remove', { currency })}
      </Button>
    </span>
  )
  return (
    <Card
      title={t('title')}
      actions={
        state !== 'retired' &&
        next !== undefined && (
          <Button size="small" disabledReason={disabledReason} onClick={() => setAsked({ act: 'set', currency: next })}>
            {t('set')}
          </Button>
        )
      }
    >
      <p className="mb-3 max-w-prose text-muted">{t('help')}</p>
      {budgets.length === 0 && <p>{t('none')}</p>}
      <DefinitionList
        rows={budgets.map((budget) => ({
          id: budget.currency,
          label: t('perMonth', { currency: budget.currency }),
          value: <Budget budget={budget} />,
          ...(state !== 'retired' && { below: buttons(budget) }),
        }))}
      />
      {asked?.act === 'set' && (
        <BudgetDialog account={account} currency={asked.currency} setBudget={actions.setBudget} onClose={close} />
      )}
      {removed && (
        <RemoveBudgetDialog
          accountId={account.id}
          budget={removed}
          removeBudget={actions.removeBudget}
          onClose={close}
        />
      )}
    </Card>
  )
}

function Budget({ budget: { amountMinor, currency, changedAt, changedBy } }: { budget: AccountBudget }) {
  const t = useTranslations('accounts.budget')
  return (
    <>
      <MinorMoney amountMinor={amountMinor} currency={currency} strong />{' '}
      <span className="text-muted">
        {t('by', { name: changedBy })} <DateTime at={changedAt} />
      </span>
    </>
  )
}
