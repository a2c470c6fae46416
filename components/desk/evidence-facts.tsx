import { useTranslations } from 'use-intl/react'
import { ErrorCode } from '#components/errors/error-code.tsx'
import { ExplainCode } from '#components/errors/explain-code.tsx'
import { AnswerWords } from '#components/request/answer-words.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { DateTime, TimeAgo } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'
import type { AttemptFace, CaseFace, Evidence, PaymentFace } from '#lib/requests/queries.ts'
import { Countdown } from './countdown.tsx'

/** The call and its answer, the searches for it, and what is looked at next and when. */
export function EvidenceFacts({ request, name }: { request: CaseFace; name: string | null }) {
  const t = useTranslations('desk.evidence')
  const { state, evidence, orderId } = request
  const { call, payment, lookUps } = evidence
  const isOfPayment = state === 'payment_not_known' || state === 'payment_held'
  const absentFrom = call?.absentFrom ?? null
  return (
    <DefinitionList
      columns={2}
      rows={[
        ...(isOfPayment && payment ? answered(t('paymentSent'), payment.startedAt, payment, t) : []),
        ...(!isOfPayment && call ? answered(t('sent'), call.signedAt, call, t) : []),
        ...(orderId === null ? [] : [{ id: 'order', label: t('order'), value: <OrderLink orderId={orderId} /> }]),
        ...(isOfPayment
          ? []
          : [{ id: 'searched', label: t('searched'), value: <Searched lookUps={lookUps} call={call} /> }]),
        { id: 'next', label: t('next'), value: <Next request={request} name={name} /> },
        ...(state === 'not_known' && absentFrom !== null
          ? [{ id: 'decide', label: t('decide'), value: <Earliest at={absentFrom} hint={t('decideHint')} /> }]
          : []),
        ...(state === 'needs_person' && absentFrom !== null
          ? [{ id: 'decide', label: t('decide'), value: <Earliest at={absentFrom} hint={t('decidePerson')} /> }]
          : []),
      ]}
    />
  )
}

const OrderLink = ({ orderId }: { orderId: string }) => (
  <TextLink href={`/orders/${orderId}`} className="font-mono text-s break-all">
    {orderId}
  </TextLink>
)

type Answer = Pick<AttemptFace & PaymentFace, 'httpStatus' | 'cloudRequestId' | 'errorCode' | 'errorMessage'>

function answered(label: string, at: string, answer: Answer, t: ReturnType<typeof useTranslations<'desk.evidence'>>) {
  const { httpStatus, cloudRequestId, errorCode, errorMessage } = answer
  return [
    { id: 'sent', label, value: <DateTime at={at} /> },
    {
      id: 'answer',
      label: t('answer'),
      value: (
        <span className="break-words">
          {httpStatus === null ? t('noAnswer') : t('http', { status: String(httpStatus) })}
          {errorCode !== null && (
            <>
              {' '}
              <ErrorCode code={errorCode} />
            </>
          )}
          {errorMessage !== null && !isSaid(errorMessage) && (
            <span className="block text-s text-muted">
              <AnswerWords text={errorMessage} />
            </span>
          )}
        </span>
      ),
    },
    ...(cloudRequestId === null
      ? []
      : [{ id: 'cloud', label: t('cloudRequest'), value: <CopyId id={cloudRequestId} charactersMax={24} /> }]),
  ]
}

/** The status says it already. */
const isSaid = (message: string): boolean => /^answered \d{3}$/.test(message)

type SearchedProps = { lookUps: Evidence['lookUps']; call: AttemptFace | null }

function Searched({ lookUps: { made, failed, last }, call }: SearchedProps) {
  const t = useTranslations('desk.evidence')
  const scans = call?.scans ?? 0
  return (
    <>
      <p>{t('searchedTimes', { made, failed })}</p>
      {scans > 0 && <p className="text-s text-muted">{t('inARow', { scans })}</p>}
      <ul className="mt-1 text-s text-muted">
        {last.map(({ at, outcome, ordersSeen, failure }) => (
          <li key={at} className="flex flex-wrap gap-x-2">
            <TimeAgo at={at} />
            <span>
              {t(`outcome.${outcome}`, { code: failure ?? '' })}
              {/* A failure of the console's own has a word and no code. */}
              {failure?.includes('.') && <ExplainCode code={failure} />}
              {ordersSeen !== null && ` · ${t('ordersSeen', { count: ordersSeen })}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Next({ request, name }: { request: CaseFace; name: string | null }) {
  const { state, evidence } = request
  const isMoving = state !== 'needs_person' && evidence.nextLookAt !== null
  return (
    <>
      <p className="break-words">
        <Checking request={request} name={name} />
      </p>
      {isMoving && evidence.nextLookAt !== null && (
        <p className="font-strong">
          <Countdown at={evidence.nextLookAt} />
        </p>
      )}
    </>
  )
}

/** What the worker looks at, in words. */
function Checking({
  request: { state, hasOrder, orderId, evidence },
  name,
}: {
  request: CaseFace
  name: string | null
}) {
  const t = useTranslations('desk.evidence.check')
  const format = useFormat()
  switch (state) {
    case 'not_known': {
      const since = format.time(evidence.call?.signedAt ?? evidence.since)
      if (name === null) return t('unreadable')
      return <span suppressHydrationWarning>{hasOrder ? t('servers', { name, since }) : t('change', { name })}</span>
    }
    case 'payment_not_known': {
      return t('order', { order: orderId ?? '' })
    }
    case 'absent': {
      return t('late')
    }
    case 'payment_held': {
      return t('payment')
    }
    case 'needs_person': {
      return t('person')
    }
    default: {
      return t('nothing')
    }
  }
}

function Earliest({ at, hint }: { at: string; hint: string }) {
  const now = useNowEvery(5_000)
  return (
    <>
      <p>
        <DateTime at={at} />
        {new Date(at) > now && (
          <>
            {' · '}
            <Countdown at={at} />
          </>
        )}
      </p>
      <p className="text-s text-muted">{hint}</p>
    </>
  )
}
