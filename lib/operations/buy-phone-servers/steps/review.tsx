'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { inputClass } from '#components/ui/input-class.ts'
import { PricePanel } from '#components/request/price-panel.tsx'
import { CallPreview } from '#components/wizard/call-preview.tsx'
import { ReviewSection } from '#components/wizard/review-section.tsx'
import { lookupQuery } from '#components/wizard/use-lookup.ts'
import { useHost } from '#components/wizard/wizard-host.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { SummaryRow } from '../../kit.ts'
import type { Lookups } from '../../lookups.ts'
import { namesOf } from '../choices.ts'
import { Input, toBody } from '../contract.ts'
import { equivalents } from '../equivalents.ts'
import { productsOf } from '../products.ts'
import { markPlaceholder, sentName } from '../server-names.ts'
import { summarize } from '../summary.ts'

const stepIds = ['account', 'model', 'image', 'network', 'access', 'disks', 'term'] as const

/** Everything as it will be asked for, and the very call it becomes. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const text = useText()
  const { accounts } = useHost()
  const parsed = Input.safeParse(JSON.parse(JSON.stringify(input)))
  const lookups = useBrowserLookups(input.account.accountId)
  const { data: names = {} } = useQuery({
    queryKey: ['names', input],
    queryFn: () => namesOf(input, lookups),
    enabled: parsed.success,
  })
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  const rows = summarize(parsed.data, names)
  const body = JSON.stringify(toBody(parsed.data, sentName(input.image.name, markPlaceholder)), null, 2)
  return (
    <div className="flex flex-col gap-8">
      <p className="text-l">{t('reviewIntro', { account: account.name, region: account.region })}</p>
      {stepIds.map((step) => (
        <ReviewSection
          key={step}
          step={step}
          title={t(`step.${step}`)}
          rows={rowsOf(step, rows, account).map((row) => ({
            id: `${row.label}${row.value ?? ''}`,
            label: text(row.label),
            value: <RowValue row={row} />,
          }))}
        />
      ))}
      <div className="xl:hidden">
        <PricePanel
          accountId={account.id}
          charge={{ kind: 'purchase', products: productsOf(parsed.data) }}
          note={t('priceWithoutNetwork')}
        />
      </div>
      <section className="flex flex-col gap-3">
        <h3 className="text-l font-strong">{t('call.title')}</h3>
        <p className="text-muted">{t('call.help')}</p>
        <CallPreview
          method="POST"
          url={`${account.endpoint}/v2/${account.projectId}/cloud-phone/servers`}
          body={body}
          equivalents={equivalents(parsed.data, account)}
        />
      </section>
      <Reason />
    </div>
  )
}

const rowsOf = (step: string, rows: SummaryRow[], account: { name: string; region: string }): SummaryRow[] => [
  ...(step === 'account'
    ? [{ step, label: 'wizard.account', value: account.name, detail: account.region } satisfies SummaryRow]
    : []),
  ...rows.filter((row) => row.step === step),
]

function RowValue({ row }: { row: SummaryRow }) {
  const text = useText()
  return (
    <>
      {[row.words && text(row.words), row.value].filter(Boolean).join(' · ')}
      {row.detail && <span className="block font-mono text-s wrap-anywhere text-muted">{row.detail}</span>}
    </>
  )
}

function Reason() {
  const t = useTranslations('wizard')
  const { reason, setReason } = useHost()
  return (
    <FieldFrame
      id="field-reason"
      label={t('reason')}
      help={t('reasonHelp')}
      error={undefined}
      optionalWord={t('reasonOptional')}
    >
      {(aria) => (
        <textarea
          {...aria}
          name="reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          className={classNames(inputClass, 'h-auto py-2')}
        />
      )}
    </FieldFrame>
  )
}

/** The look-ups as the browser has them: what the steps asked is answered from its cache. */
function useBrowserLookups(accountId: string): Lookups {
  const client = useQueryClient()
  const ask =
    <Kind extends keyof Lookups>(kind: Kind) =>
    () =>
      client.query(lookupQuery(accountId, kind))
  return {
    serverModels: ask('serverModels'),
    phoneModels: ask('phoneModels'),
    phoneImages: ask('phoneImages'),
    vpcs: ask('vpcs'),
    subnets: (vpcId) => client.query(lookupQuery(accountId, 'subnets', vpcId)),
    freeEips: ask('freeEips'),
    sharedBandwidths: ask('sharedBandwidths'),
    eipLines: ask('eipLines'),
    keypairs: ask('keypairs'),
    enterpriseProjects: ask('enterpriseProjects'),
    zones: ask('zones'),
  }
}
