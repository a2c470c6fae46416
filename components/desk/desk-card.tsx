'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ActionDialogLater, type Asked, useActionLabel } from '#components/request/action-dialog-later.tsx'
import type { RequestActions } from '#components/request/request-actions.ts'
import { RequestStatus } from '#components/request/request-status.tsx'
import { ReasonText } from '#components/request/standing-notice.tsx'
import { UnreadableNotice } from '#components/request/unreadable.tsx'
import { Button } from '#components/ui/button.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { DeskCase } from '#lib/requests/desk-query.ts'
import { Evidence } from './evidence.tsx'

type Props = { request: DeskCase; actions: RequestActions }

/** One request on the desk: what is asked for and at stake, since when, what is known, and what this person can do. */
export function DeskCard({ request, actions }: Props) {
  const t = useTranslations('desk')
  const { id, number, title, state, stateReason, name, requestedBy, account, evidence } = request
  return (
    <article
      aria-labelledby={`case-${id}`}
      className={`min-w-0 rounded-l border bg-surface ${state.endsWith('not_known') ? 'border-unknown' : 'border-line'}`}
    >
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 text-s">
            <RequestStatus state={state} />
            <Since at={evidence.since} />
          </div>
          <h3 id={`case-${id}`} className="text-l font-strong break-words">
            <TextLink href={`/requests/${id}`}>
              {number} {title}
            </TextLink>
          </h3>
          <p className="text-s text-muted">{t('askedBy', { name: requestedBy.name, account: account.name })}</p>
        </div>
        <AtStake request={request} />
      </header>
      <div className="flex flex-col gap-4 p-4">
        {!request.isReadable && <UnreadableNotice />}
        {stateReason && (
          <div className="max-w-prose">
            <ReasonText reason={stateReason} />
          </div>
        )}
        <Evidence request={request} name={name} actions={actions} />
        <Choices request={request} actions={actions} />
      </div>
    </article>
  )
}

function Since({ at }: { at: string }) {
  const t = useTranslations('desk')
  const format = useFormat()
  return (
    <span className="text-muted" suppressHydrationWarning>
      {t('since', { time: format.dateTime(at) })} · <TimeAgo at={at} />
    </span>
  )
}

function AtStake({ request: { amountMinor, currency } }: { request: DeskCase }) {
  const t = useTranslations('desk')
  return (
    <p className="sm:text-end">
      <span className="block text-s text-muted">{t('atStake')}</span>
      {amountMinor === null || currency === null ? (
        <span className="text-muted">{t('noAmount')}</span>
      ) : (
        <span className="text-l">
          <MinorMoney amountMinor={amountMinor} currency={currency} strong />
        </span>
      )}
    </p>
  )
}

const faces = [
  { name: 'retryPayment', variant: 'primary' },
  { name: 'resubmit', variant: 'primary' },
  { name: 'cancelOrder', variant: 'secondary' },
  { name: 'withdraw', variant: 'secondary' },
  { name: 'close', variant: 'secondary' },
] as const

/** What ends the case, beside what is done with its orders. Who may not do it is told why. */
function Choices({ request, actions }: Props) {
  const text = useText()
  const label = useActionLabel(request)
  const [asked, setAsked] = useState<Asked>()
  const offered = faces.filter(({ name }) => {
    const { isOffered, reason } = request.actions[name]
    return isOffered && (name !== 'withdraw' || reason === null)
  })
  if (offered.length === 0 && asked === undefined) return null
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-4">
      {offered.map(({ name, variant }) => {
        const { reason } = request.actions[name]
        return (
          <Button
            key={name}
            variant={variant}
            disabledReason={reason === null ? undefined : text(reason)}
            onClick={() => setAsked(name)}
          >
            {label(name)}
          </Button>
        )
      })}
      {asked !== undefined && (
        <ActionDialogLater
          asked={asked}
          request={request}
          shown={request}
          actions={actions}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}
