import { useTranslations } from 'use-intl/react'
import { OrderStatus } from '#components/orders/order-status.tsx'
import type { Asked } from '#components/request/action-dialog-later.tsx'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { toneText, type Tone } from '#components/ui/tone.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Check } from '#lib/requests/candidate.ts'
import type { CandidateFace, CaseFace } from '#lib/requests/queries.ts'

// Nothing here is a success yet: what fits is only information.
const fits = {
  yes: { tone: 'info', icon: 'circle-dot-dashed' },
  perhaps: { tone: 'wait', icon: 'circle-question-mark' },
  no: { tone: 'neutral', icon: 'circle-slash' },
} as const satisfies Record<CandidateFace['fit'], { tone: Tone; icon: IconName }>

/** Pending payment (billing.md §2). */
const unpaid = 6

type Props = { candidate: CandidateFace; request: CaseFace; onAsk: (action: Asked, orderIds: string[]) => void }

/** One order beside what was asked for: what it is, why it fits or does not, and what can be done with it. */
export function Candidate({ candidate, request, onAsk }: Props) {
  const t = useTranslations('desk.candidates')
  const { orderId, status, fit, checks, decided, readAt } = candidate
  return (
    <li className="flex flex-col gap-2 border-b border-line px-3 py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {readAt === null || status === null ? (
          <span className="font-mono text-s break-all">{orderId}</span>
        ) : (
          <TextLink href={`/orders/${orderId}`} className="font-mono text-s break-all">
            {orderId}
          </TextLink>
        )}
        <StatusMark {...fits[fit]}>{t(`fit.${fit}`)}</StatusMark>
        {status !== null && <OrderStatus status={status} />}
      </div>
      <Facts candidate={candidate} signedAt={request.evidence.call?.signedAt ?? null} />
      <ul className="grid gap-x-6 gap-y-0.5 text-s sm:grid-cols-2">
        {checks.map((check) => (
          <CheckLine key={check.what} check={check} />
        ))}
      </ul>
      {decided !== null && (
        <p className="text-s">
          {t(decided.decision === 'adopt' ? 'adopted' : 'disowned', { name: decided.who.name })}: {decided.reason}
        </p>
      )}
      {fit !== 'no' && decided === null && <Choices candidate={candidate} request={request} onAsk={onAsk} />}
    </li>
  )
}

function Facts({ candidate, signedAt }: { candidate: CandidateFace; signedAt: string | null }) {
  const t = useTranslations('desk.candidates')
  const format = useFormat()
  const { amountMinor, currency, quantity, userName, orderedAt, readAt } = candidate
  return (
    <p className="flex flex-wrap gap-x-3 text-s text-muted" suppressHydrationWarning>
      {amountMinor !== null && currency !== null && (
        <span className="text-m text-ink">
          <MinorMoney amountMinor={amountMinor} currency={currency} strong />
        </span>
      )}
      {quantity !== null && <span>{t('quantity', { count: String(quantity) })}</span>}
      {orderedAt !== null && <span>{t('ordered', { time: format.dateTime(orderedAt) })}</span>}
      {orderedAt !== null && signedAt !== null && (
        <span className="font-strong text-ink">{fromCall(orderedAt, signedAt, t)}</span>
      )}
      {userName !== null && <span>{t('by', { name: userName })}</span>}
      <span>{readAt === null ? t('unread') : t('readAt', { time: format.dateTime(readAt) })}</span>
    </p>
  )
}

/** How long from the call to the order: of orders that are alike, often all that tells them apart. */
function fromCall(
  orderedAt: string,
  signedAt: string,
  t: ReturnType<typeof useTranslations<'desk.candidates'>>,
): string {
  // Billing tells whole seconds.
  const seconds = Math.round((Date.parse(orderedAt) - Math.floor(Date.parse(signedAt) / 1000) * 1000) / 1000)
  const far = Math.abs(seconds)
  if (far < 120) return t(seconds < 0 ? 'beforeCall' : 'afterCall', { seconds: String(far) })
  return t(seconds < 0 ? 'beforeCallMin' : 'afterCallMin', { minutes: String(Math.round(far / 60)) })
}

const marks = {
  yes: { icon: 'check', tone: 'info' },
  no: { icon: 'x', tone: 'wait' },
  open: { icon: 'minus', tone: 'neutral' },
} as const satisfies Record<string, { icon: IconName; tone: Tone }>

function CheckLine({ check: { what, holds, note = '' } }: { check: Check }) {
  const t = useTranslations('desk.checks')
  const how = holds === null ? 'open' : holds ? 'yes' : 'no'
  const { icon, tone } = marks[how]
  return (
    <li className="flex items-start gap-1.5">
      <Icon name={icon} size={14} className={`mt-0.5 shrink-0 ${toneText[tone]}`} />
      <span className="min-w-0 break-words">{t(`${what}.${how}`, { note })}</span>
    </li>
  )
}

function Choices({ candidate: { orderId, status, readAt }, request, onAsk }: Props) {
  const t = useTranslations('desk.candidates')
  const text = useText()
  const { adopt, cancelFound } = request.actions
  if (!adopt.isOffered || readAt === null) return null
  const reasonOf = (reason: string | null) => (reason === null ? undefined : text(reason))
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        variant="primary"
        aria-label={t('adoptOf', { order: orderId })}
        disabledReason={reasonOf(adopt.reason)}
        onClick={() => onAsk('adopt', [orderId])}
      >
        {t('adopt')}
      </Button>
      {status === unpaid && (
        <Button
          size="small"
          aria-label={t('cancelOf', { order: orderId })}
          disabledReason={reasonOf(cancelFound.reason)}
          onClick={() => onAsk('cancelFound', [orderId])}
        >
          {t('cancel')}
        </Button>
      )}
    </div>
  )
}
