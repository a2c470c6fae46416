'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { readyChoices } from '#components/form/choice.ts'
import { FormSection } from '#components/form/form-section.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { SelectField } from '#components/form/select-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { AddAccount } from '#lib/accounts/new-account.ts'
import type { AddAccountAction } from '#lib/accounts/queries.ts'
import { KeyFields } from './key-fields.tsx'
import { useRefusal } from './use-refusal.ts'

type Region = { id: string; name: string }

type Props = {
  /** The regions of each site, from the compiled list of endpoints. */
  regions: Record<AddAccount['site'], Region[]>
  /** Addresses that the environment allows beside the vendor's own; usually none. */
  overrides: string[]
  add: AddAccountAction
}

const { resolver } = lazyResolver<AddAccount>(
  async () => (await import('./add-account-resolver.ts')).addAccountResolver,
)
const readKey = { accessKey: 'read.accessKey', secretKey: 'read.secretKey' } as const
const spendKey = { accessKey: 'spend.accessKey', secretKey: 'spend.secretKey' } as const
const sites = ['china', 'international', 'europe'] as const

/** Enters a cloud account with both its keys. What the cloud refuses is told at its field, and nothing is kept. */
export function AddAccountForm({ regions, overrides, add }: Props) {
  const t = useTranslations('accounts')
  const words = useTranslations('common')
  const router = useRouter()
  const client = useQueryClient()
  const toast = useToast()
  const form = useForm<AddAccount>({ resolver, mode: 'onSubmit', defaultValues: { site: 'china' } })
  const { control } = form
  const site = useWatch({ control, name: 'site' })
  const done = ({ accountId }: { accountId: string }) => {
    void client.invalidateQueries({ queryKey: ['accounts'] })
    toast({ tone: 'success', title: t('added') })
    router.push(`/settings/accounts/${accountId}`)
    // The account joins the switcher, which the server draws.
    router.refresh()
  }
  const { submit, isBusy, summary } = useRefusal(form, add, done, (name) =>
    name.startsWith('read.') ? t('fields.readLegend') : name.startsWith('spend.') ? t('fields.spendLegend') : undefined,
  )
  const key = { accessKey: t('fields.accessKey'), secretKey: t('fields.secretKey') }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-2xl flex-col gap-8">
      <PageHeader title={t('add')} />
      <ErrorSummary {...summary} message={summary.message && <CloudWords message={summary.message} />} />
      <FormSection legend={t('fields.placeLegend')}>
        <TextField control={control} name="name" label={t('fields.name')} help={t('fields.nameHelp')} maxLength={80} />
        <RadioCardsField
          control={control}
          name="site"
          label={t('fields.site')}
          help={t('fields.siteHelp')}
          columns={3}
          choices={sites.map((value) => ({ value, label: t(`site.${value}`) }))}
          onChosen={() => form.resetField('region')}
        />
        <SelectField
          control={control}
          name="region"
          label={t('fields.region')}
          choices={readyChoices((regions[site] ?? []).map(({ id, name }) => ({ value: id, label: name })))}
        />
        <TextField
          control={control}
          name="projectId"
          label={t('fields.project')}
          help={t('fields.projectHelp')}
          maxLength={32}
          spellCheck={false}
          autoComplete="off"
          monospace
        />
        {overrides.length > 0 && (
          <SelectField
            control={control}
            name="endpointOverride"
            label={t('address')}
            emptyLabel={t('vendorAddress')}
            choices={readyChoices(overrides.map((value) => ({ value, label: value })))}
          />
        )}
      </FormSection>
      <FormSection legend={t('fields.readLegend')} help={t('fields.readHelp')}>
        <KeyFields control={control} names={readKey} words={key} />
      </FormSection>
      <FormSection legend={t('fields.spendLegend')} help={t('fields.spendHelp')}>
        <KeyFields control={control} names={spendKey} words={key} />
        <p className="text-muted">{t('keys.spendOnce')}</p>
      </FormSection>
      <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
        <LinkButton href="/settings/accounts">{words('cancel')}</LinkButton>
        <Button type="submit" variant="primary" loading={isBusy}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
