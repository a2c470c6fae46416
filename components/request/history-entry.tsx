import { useTranslations } from 'use-intl/react'
import { ErrorCode } from '#components/errors/error-code.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { HistoryEntry } from '#lib/requests/queries.ts'
import { knownEvent } from './history-events.ts'
import { useReason } from './use-reason.ts'

/** What happened, in words. */
export function HistoryWhat({ entry: { event, facts }, isChange }: { entry: HistoryEntry; isChange: boolean }) {
  const t = useTranslations('requests.history.events')
  const reason = useReason()
  const known = knownEvent(event)
  if (isChange && (known === 'finish' || known === 'failDelivery')) return t(`${known}Change`)
  if (known === 'progress' && facts.words !== null) return reason(facts.words)
  return known ? t(known) : t('other', { event })
}

/** What was said with it: a note, an order, an amount, the cloud's own code. */
export function HistoryDetail({ entry: { event, text, facts } }: { entry: HistoryEntry }) {
  const format = useFormat()
  const reason = useReason()
  const { orderId, amountMinor, currency, code, message } = facts
  const hasFacts = orderId !== null || (amountMinor !== null && currency !== null) || code !== null || message !== null
  const why = event === 'progress' ? null : facts.words
  if (text === null && why === null && !hasFacts) return null
  return (
    <>
      {why !== null && <p className="max-w-prose text-muted">{reason(why)}</p>}
      {text !== null && <p className="max-w-prose border-l-2 border-line-strong pl-3 whitespace-pre-wrap">{text}</p>}
      {hasFacts && (
        <div className="flex flex-wrap items-center gap-x-3 text-s text-muted">
          {orderId !== null && (
            <TextLink href={`/orders/${orderId}`} className="font-mono">
              {orderId}
            </TextLink>
          )}
          {amountMinor !== null && currency !== null && <span>{format.money(amountMinor / 100, currency)}</span>}
          {code !== null && (
            <span className="inline-flex items-center">
              <ErrorCode code={code} />
            </span>
          )}
          {message !== null && <span>{message}</span>}
        </div>
      )}
    </>
  )
}
