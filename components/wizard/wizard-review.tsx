'use client'

import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { ScrollList } from '#components/ui/scroll-list.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { PricePanel } from '#components/request/price-panel.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { inputClass } from '#components/ui/input-class.ts'
import type { AccountToAsk } from '#lib/inventory/accounts-to-ask.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Charge, OperationCall, SummaryRow } from '#lib/operations/kit.ts'
import { CallPreview } from './call-preview.tsx'
import { ReviewSection } from './review-section.tsx'
import { useHost } from './wizard-host.ts'

type Props = {
  account: AccountToAsk
  /** In the order of the wizard; `title` is a message key. */
  steps: readonly { id: string; title: string }[]
  rows: SummaryRow[]
  /** Message keys: what is to be known before it is asked for. */
  warnings?: readonly string[]
  charge: Charge
  /** A message key: what the price does not hold. */
  priceNote: string
  call: Pick<OperationCall, 'method' | 'path' | 'body'>
  /** A message key: what is to be known about the call. */
  callHelp: string
  equivalents: { id: string; label: string; caption: string; code: string }[]
}

/** The review of any operation: everything as it will be asked for, its price, and the very call it becomes. */
export function WizardReview({ account, steps, rows, warnings = [], ...props }: Props) {
  const { charge, priceNote, call, callHelp, equivalents } = props
  const t = useTranslations('wizard')
  const text = useText()
  return (
    <div className="flex flex-col gap-8">
      {warnings.length > 0 && (
        <div className="flex flex-col gap-3">
          {warnings.map((warning) => (
            <Alert key={warning} tone="wait">
              {text(warning)}
            </Alert>
          ))}
        </div>
      )}
      <p className="text-l">{t('reviewIntro', { account: account.name, region: account.region })}</p>
      {steps.map(({ id, title }) => (
        <ReviewSection
          key={id}
          step={id}
          title={text(title)}
          rows={rows
            .filter(({ step }) => step === id)
            .map((row) => ({
              id: `${row.label}${row.value ?? ''}`,
              label: text(row.label),
              value: <RowValue row={row} />,
              below: row.list && row.list.length > 0 && <ScrollList label={text(row.label)} rows={row.list} />,
            }))}
        />
      ))}
      <div className="xl:hidden">
        <PricePanel accountId={account.id} charge={charge} note={text(priceNote)} />
      </div>
      <section className="flex flex-col gap-3">
        <h3 className="text-l font-strong">{t('call.title')}</h3>
        <p className="text-muted">{text(callHelp)}</p>
        <CallPreview
          method={call.method}
          url={`${account.endpoint}${call.path}`}
          body={JSON.stringify(call.body, null, 2)}
          equivalents={equivalents}
        />
      </section>
      <Reason />
    </div>
  )
}

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
