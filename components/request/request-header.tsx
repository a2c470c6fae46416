import { useTranslations } from 'use-intl/react'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { AsOf, TimeAgo } from '#components/ui/time-ago.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { RequestDetail } from '#lib/requests/queries.ts'
import { supportReport } from '#lib/requests/support-report.ts'
import { statusByState } from '#lib/requests/state-groups.ts'
import { SupportCopy } from './support-copy.tsx'

/** Number, status, what, how much, by whom and where. */
export function RequestHeader({ request }: { request: RequestDetail }) {
  const t = useTranslations('requests')
  const text = useText()
  const { number, state, title, operationTitle, amountMinor, currency, requestedBy, account, version, createdAt } =
    request
  return (
    <PageHeader
      context={
        <>
          <StatusBadge status={statusByState[state]} filled />
          <span>{t('one', { number: String(number) })}</span>
          <span>{text(operationTitle)}</span>
          {version > 1 && <span>{t('header.version', { version: String(version) })}</span>}
        </>
      }
      title={title}
      asOf={<AsOf at={request.asOf} />}
      actions={
        <div className="flex flex-col items-start gap-1 sm:items-end sm:text-end">
          {amountMinor !== null && currency !== null && (
            <p className="text-xl">
              <MinorMoney amountMinor={amountMinor} currency={currency} strong />
            </p>
          )}
          <p className="text-s text-muted">
            {t('header.askedBy', { name: requestedBy.name })} ·{' '}
            {t('header.on', { account: account.name, region: account.region })} · <TimeAgo at={createdAt} />
          </p>
          <SupportCopy report={() => supportReport(request, new Date())} />
        </div>
      }
    />
  )
}
