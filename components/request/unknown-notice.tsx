import { useNow, useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { RequestDetail } from '#lib/requests/queries.ts'
import { useReason } from './use-reason.ts'

/** Neither success nor failure: what is being looked for, what was found, and when it will be known. */
export function UnknownNotice({ request }: { request: RequestDetail }) {
  const t = useTranslations('requests.unknown')
  const reason = useReason()
  const { state, stateReason, order, hasOrder } = request
  const said = stateReason?.words ?? null
  const isPayment = state === 'payment_not_known'
  return (
    <section
      role="alert"
      aria-labelledby="unknown-title"
      className="flex flex-col gap-3 rounded-l border border-unknown bg-unknown-soft p-4"
    >
      <div className="flex gap-3">
        <Icon name="circle-question-mark" size={20} className="mt-0.5 text-unknown" />
        <div className="min-w-0 flex-1">
          <h2 id="unknown-title" className="text-l font-strong">
            {isPayment ? t('paymentTitle') : t('title')}
          </h2>
          <p className="max-w-prose">{isPayment ? t('paymentText') : t(hasOrder ? 'text' : 'changeText')}</p>
          {said !== null && !isSaid(said) && <p className="mt-1 max-w-prose text-muted">{reason(said)}</p>}
        </div>
        {!isPayment && (
          <Button variant="secondary" disabledReason={t(hasOrder ? 'orderAgainReason' : 'askAgainReason')}>
            {t(hasOrder ? 'orderAgain' : 'askAgain')}
          </Button>
        )}
      </div>
      <DefinitionList
        columns={2}
        rows={[
          {
            id: 'checking',
            label: t('checking'),
            value:
              isPayment && order ? (
                <TextLink href={`/orders/${order.orderId}`}>{t('checkingPayment', { order: order.orderId })}</TextLink>
              ) : (
                <Checking request={request} />
              ),
          },
          {
            id: 'found',
            label: t('found'),
            value: order ? order.orderId : t('foundNothing', { scans: request.attempts.at(-1)?.scans ?? 0 }),
          },
          { id: 'next', label: t('next'), value: <Instant at={stateReason?.nextLookAt ?? null} /> },
          {
            id: 'decide',
            label: t('decide'),
            value: (
              <>
                <Instant at={stateReason?.decideAt ?? null} />
                {!isPayment && <span className="block text-s text-muted">{t('decideHint')}</span>}
              </>
            ),
          },
          { id: 'who', label: t('who'), value: t('worker') },
        ]}
      />
    </section>
  )
}

/** The notice itself says what these reasons say. */
const isSaid = (words: string) => /^reasons\.(?:noAnswer|paymentNoAnswer)/.test(words)

function Checking({ request: { document, attempts, createdAt, hasOrder } }: { request: RequestDetail }) {
  const t = useTranslations('requests.unknown')
  const format = useFormat()
  const since = attempts.at(-1)?.signedAt ?? createdAt
  return (
    <span className="break-words" suppressHydrationWarning>
      {t(hasOrder ? 'checkingText' : 'checkingChange', { name: document.name, since: format.time(since) })}
    </span>
  )
}

function Instant({ at }: { at: string | null }) {
  const t = useTranslations('requests.unknown')
  const now = useNow()
  return at === null || new Date(at) < now ? t('soon') : <DateTime at={at} />
}
