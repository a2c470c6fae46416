import { useTranslations } from 'use-intl/react'
import { Evidence } from '#components/desk/evidence.tsx'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { RequestDetail } from '#lib/requests/queries.ts'
import type { RequestActions } from './request-actions.ts'
import { useReason } from './use-reason.ts'

/** Neither success nor failure: what is being looked for, what was found, and when it will be known. */
export function UnknownNotice({ request, actions }: { request: RequestDetail; actions: RequestActions }) {
  const t = useTranslations('requests.unknown')
  const reason = useReason()
  const { state, stateReason, hasOrder } = request
  const said = stateReason?.words ?? null
  const isPayment = state === 'payment_not_known'
  return (
    <section
      aria-labelledby="unknown-title"
      className="flex flex-col gap-4 rounded-l border border-unknown bg-unknown-soft p-4"
    >
      <div role="alert" className="flex flex-wrap gap-3">
        <Icon name="circle-question-mark" size={20} className="mt-0.5 text-unknown" />
        <div className="min-w-60 flex-1">
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
      <Evidence request={request} name={request.document?.name ?? null} actions={actions} />
    </section>
  )
}

/** The notice itself says what these reasons say. */
const isSaid = (words: string) => /^reasons\.(?:noAnswer|paymentNoAnswer)/.test(words)
