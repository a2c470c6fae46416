'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ReplaceKey } from '#lib/accounts/new-account.ts'
import type { AccountActions } from '#lib/accounts/queries.ts'
import { KeyFields } from './key-fields.tsx'
import { useRefusal } from './use-refusal.ts'

const { resolver } = lazyResolver<ReplaceKey>(
  async () => (await import('./replace-key-resolver.ts')).replaceKeyResolver,
)

const names = { accessKey: 'key.accessKey', secretKey: 'key.secretKey' } as const

type Props = Pick<ReplaceKey, 'accountId' | 'which'> & {
  replaceKey: AccountActions['replaceKey']
  onClose: () => void
}

/** Takes another key for an account; the old one stays until the cloud has taken the new one. */
export function ReplaceKeyDialog({ accountId, which, replaceKey, onClose }: Props) {
  const t = useTranslations('accounts')
  const words = useTranslations('common')
  const client = useQueryClient()
  const toast = useToast()
  const form = useForm<ReplaceKey>({ resolver, mode: 'onSubmit', defaultValues: { accountId, which } })
  const { submit, isBusy, summary } = useRefusal(form, replaceKey, () => {
    void client.invalidateQueries({ queryKey: ['accounts'] })
    toast({ tone: 'success', title: t('keys.replaced') })
    onClose()
  })
  return (
    <Dialog open onClose={onClose} title={t(which === 'read' ? 'keys.replaceRead' : 'keys.replaceSpend')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <ErrorSummary {...summary} message={summary.message && <CloudWords message={summary.message} />} />
        <p>{t('keys.replaceText')}</p>
        {which === 'spend' && <p className="text-muted">{t('keys.spendOnce')}</p>}
        <KeyFields
          control={form.control}
          names={names}
          words={{ accessKey: t('fields.accessKey'), secretKey: t('fields.secretKey') }}
        />
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" variant="primary" loading={isBusy}>
            {t(which === 'read' ? 'keys.replaceRead' : 'keys.replaceSpend')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
