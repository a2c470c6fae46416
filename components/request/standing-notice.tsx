import { useTranslations } from 'use-intl/react'
import { ErrorCode } from '#components/errors/error-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import type { Tone } from '#components/ui/tone.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { RequestDetail, StateReason } from '#lib/requests/queries.ts'
import type { RequestActions } from './request-actions.ts'
import { speakerOf } from './speaker.ts'
import { UnknownNotice } from './unknown-notice.tsx'
import { useReason } from './use-reason.ts'

const titled = {
  held: 'wait',
  payment_held: 'wait',
  absent: 'wait',
  needs_person: 'danger',
  refused: 'danger',
  failed: 'danger',
  delivery_failed: 'danger',
  partly_done: 'wait',
} as const satisfies Record<string, Tone>

type Titled = keyof typeof titled

const isTitled = (state: string): state is Titled => Object.hasOwn(titled, state)

/** Why the request is where it is, wherever that is not plain from its status. */
export function StandingNotice({ request, actions }: { request: RequestDetail; actions: RequestActions }) {
  const t = useTranslations('requests.attention')
  const format = useFormat()
  const { state, stateReason, expiresAt } = request
  if (state === 'not_known' || state === 'payment_not_known')
    return <UnknownNotice request={request} actions={actions} />
  if (state === 'expired') {
    return (
      <Alert tone="neutral" title={t('expired')}>
        <span suppressHydrationWarning>{t('expiredText', { time: format.dateTime(expiresAt) })}</span>
      </Alert>
    )
  }
  if (isTitled(state)) {
    return (
      <Alert
        tone={titled[state]}
        title={t(request.isChange && state === 'delivery_failed' ? 'change_failed' : state)}
        urgent={titled[state] === 'danger'}
      >
        {stateReason && <ReasonText reason={stateReason} />}
      </Alert>
    )
  }
  // While the cloud delivers, the count of what has arrived says it all.
  if (stateReason?.words === null || stateReason === null || state === 'provisioning') return null
  return (
    <Alert tone="info" title={t('waiting')}>
      <ReasonText reason={stateReason} />
    </Alert>
  )
}

/** A stored reason in words, with the cloud's own code and words where it gave any. */
export function ReasonText({ reason: stored }: { reason: StateReason }) {
  const { words, code, message } = stored
  const t = useTranslations('requests.attention')
  const reason = useReason()
  return (
    <>
      {words !== null && <p>{reason(words)}</p>}
      {(code !== null || message !== null) && (
        <div className="mt-1">
          <span className="text-muted">{t(`said.${speakerOf(stored)}`)} </span>
          {code !== null && <ErrorCode code={code} />} {message}
        </div>
      )}
    </>
  )
}
