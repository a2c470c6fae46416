'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { readyChoices } from '#components/form/choice.ts'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { SelectField } from '#components/form/select-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { SetBudget } from '#lib/accounts/budget.ts'
import type { AccountActions, AccountDetail } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { useRefusal } from './use-refusal.ts'

const { resolver } = lazyResolver<SetBudget>(async () => (await import('./budget-resolver.ts')).budgetResolver)

type Props = {
  account: AccountDetail
  /** The one to begin with. */
  currency: string
  setBudget: AccountActions['setBudget']
  onClose: () => void
}

/** Takes what an account is to spend at most in a month. */
export function BudgetDialog({ account: { id, budgets, currencies }, currency, setBudget, onClose }: Props) {
  const t = useTranslations('accounts.budget')
  const words = useTranslations('common')
  const text = useText()
  const client = useQueryClient()
  const toast = useToast()
  const form = useForm<SetBudget>({
    resolver,
    mode: 'onSubmit',
    defaultValues: { accountId: id, currency, amount: '', shown: null },
  })
  const { control } = form
  const chosen = useWatch({ control, name: 'currency' })
  const budget = budgets.find((each) => each.currency === chosen)
  const send = async (values: SetBudget) => {
    const result = await setBudget({ ...values, shown: budget?.amountMinor ?? null })
    // Also where somebody was faster: then the dialog shows theirs.
    void client.invalidateQueries()
    return result
  }
  const { submit, isBusy, summary } = useRefusal(form, send, () => {
    toast({ tone: 'success', title: t('saved') })
    onClose()
  })
  return (
    <Dialog open onClose={onClose} title={t('setTitle')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <ErrorSummary {...summary} message={summary.message && text(summary.message)} />
        <p>{t('help')}</p>
        {currencies.length > 1 && (
          <SelectField
            control={control}
            name="currency"
            label={t('currency')}
            choices={readyChoices(currencies.map((value) => ({ value, label: value })))}
          />
        )}
        <TextField
          control={control}
          name="amount"
          label={t('amount', { currency: chosen })}
          help={t('amountHelp')}
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
        />
        {budget && (
          <p className="text-muted">
            {t('now')} <MinorMoney amountMinor={budget.amountMinor} currency={budget.currency} />
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" variant="primary" loading={isBusy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
