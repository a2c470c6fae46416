import { useTranslations } from 'use-intl/react'
import { ErrorCode } from '#components/errors/error-code.tsx'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import type { Tone } from '#components/ui/tone.ts'
import { isFoundLater } from '#lib/requests/found-later.ts'
import type { AttemptFace, PaymentFace, RequestDetail } from '#lib/requests/queries.ts'
import { AnswerWords } from './answer-words.tsx'

type Face = { tone: Tone; icon: IconName }

const faces: Record<AttemptFace['state'], Face> = {
  sending: { tone: 'info', icon: 'send' },
  unknown: { tone: 'unknown', icon: 'circle-question-mark' },
  ambiguous: { tone: 'unknown', icon: 'circle-question-mark' },
  closed: { tone: 'neutral', icon: 'circle-slash' },
  accepted: { tone: 'success', icon: 'circle-check' },
  refused: { tone: 'danger', icon: 'circle-x' },
  not_sent: { tone: 'neutral', icon: 'circle-slash' },
  throttled: { tone: 'wait', icon: 'hourglass' },
  absent: { tone: 'neutral', icon: 'circle-slash' },
}

/** `call` is null where it cannot be read. */
type Props = Pick<RequestDetail, 'attempts' | 'payment'> & { call: { method: string; path: string } | null }

/** Every signed call of the request with the cloud's answer, secrets never among them. */
export function CallsCard({ attempts, payment, call }: Props) {
  const t = useTranslations('requests.attempts')
  if (attempts.length === 0 && payment === null) return null
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-6">
        {attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} label={call && `${call.method} ${call.path}`} />
        ))}
        {payment && <Payment payment={payment} />}
      </div>
    </Card>
  )
}

function Heading({ face, title, word }: { face: Face; title: string; word: string }) {
  return (
    <h3 className="flex flex-wrap items-center gap-x-3 pb-2.5">
      <span className="font-strong">{title}</span>
      <StatusMark {...face}>{word}</StatusMark>
    </h3>
  )
}

function Attempt({ attempt, label }: { attempt: AttemptFace; label: string | null }) {
  const t = useTranslations('requests.attempts')
  const { seq, state, name, bodySha256, signedAt, answer } = attempt
  return (
    <section>
      <Heading
        face={faces[state]}
        title={t('one', { seq: String(seq) })}
        word={t(isFoundLater(attempt) ? 'found' : `state.${state}`)}
      />
      <DefinitionList
        rows={[
          ...(label === null
            ? []
            : [{ id: 'call', label: 'HTTP', value: <span className="font-mono text-s break-all">{label}</span> }]),
          { id: 'signed', label: t('signed'), value: <DateTime at={signedAt} /> },
          ...answerRows(attempt, t),
          { id: 'name', label: t('name'), value: <CopyId id={name} charactersMax={40} /> },
          { id: 'bytes', label: t('bytes'), value: <CopyId id={bodySha256} charactersMax={24} /> },
        ]}
      />
      {answer !== null && answer !== '' && (
        <details className="mt-2">
          <summary className="text-accent underline underline-offset-2">{t('answer')}</summary>
          <div className="mt-2">
            <CodeBlock label={t('answer')} code={readable(answer)} />
          </div>
        </details>
      )}
    </section>
  )
}

function Payment({ payment }: { payment: PaymentFace }) {
  const t = useTranslations('requests.attempts')
  const { state, amountMinor, currency, startedAt } = payment
  return (
    <section>
      <Heading face={faces[state]} title={t('payment')} word={t(`paymentState.${state}`)} />
      <DefinitionList
        rows={[
          { id: 'amount', label: t('amount'), value: <MinorMoney amountMinor={amountMinor} currency={currency} /> },
          { id: 'signed', label: t('signed'), value: <DateTime at={startedAt} /> },
          ...answerRows(payment, t),
        ]}
      />
    </section>
  )
}

type Answered = { state: string } & Pick<
  AttemptFace,
  'answeredAt' | 'httpStatus' | 'cloudRequestId' | 'errorCode' | 'errorMessage'
>

function answerRows(it: Answered, t: ReturnType<typeof useTranslations<'requests.attempts'>>) {
  const { answeredAt, httpStatus, cloudRequestId, errorCode, errorMessage } = it
  const hasError = errorCode !== null || errorMessage !== null
  const isFound = isFoundLater(it)
  return [
    isFound
      ? { id: 'found', label: t('foundAt'), value: answeredAt !== null && <DateTime at={answeredAt} /> }
      : {
          id: 'answered',
          label: t('answered'),
          value: answeredAt === null ? t('noAnswer') : <DateTime at={answeredAt} />,
        },
    ...(httpStatus === null ? [] : [{ id: 'status', label: t('status'), value: httpStatus }]),
    ...(cloudRequestId === null
      ? []
      : [{ id: 'cloud', label: t('cloudRequest'), value: <CopyId id={cloudRequestId} charactersMax={34} /> }]),
    ...(hasError
      ? [
          {
            id: 'error',
            label: t('error'),
            value: (
              <>
                {errorCode !== null && <ErrorCode code={errorCode} />}{' '}
                {errorMessage !== null && <AnswerWords text={errorMessage} />}
              </>
            ),
          },
        ]
      : []),
  ]
}

function readable(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer), null, 2)
  } catch {
    return answer
  }
}
