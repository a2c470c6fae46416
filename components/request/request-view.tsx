'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Evidence } from '#components/desk/evidence.tsx'
import { Card } from '#components/ui/card.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { requestQuery, type RequestDetail } from '#lib/requests/queries.ts'
import { statusByState } from '#lib/requests/state-groups.ts'
import { CallsCard } from './calls-card.tsx'
import { Decision } from './decision.tsx'
import { HistoryCard } from './history-card.tsx'
import { MilestoneBar } from './milestone-bar.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import { RequestHeader } from './request-header.tsx'
import type { RequestActions } from './request-actions.ts'
import { StandingNotice } from './standing-notice.tsx'
import { UnreadableNotice } from './unreadable.tsx'

type Props = {
  id: string
  /** The version and hash of the content that `card` shows, which is what a decision is about. */
  shown: { version: number; hash: string; isWaiting: boolean }
  /** The frozen content, drawn on the server; null where it cannot be read. */
  card: ReactNode
  actions: RequestActions
}

/** One request for requester, reviewer and support alike: only what they may do differs. */
export function RequestView({ id, shown, card, actions }: Props) {
  const t = useTranslations('desk.evidence')
  const { data: request } = useQuery(requestQuery(id))
  const router = useRouter()
  const isWaiting = request?.state === 'awaiting_approval'
  const isCardOld = request?.version === shown.version && isWaiting !== shown.isWaiting
  useEffect(() => {
    // The same content, no longer to be decided (or again): the card words it otherwise.
    if (isCardOld) router.refresh()
  }, [isCardOld, router])
  if (!request) return null
  return (
    <>
      <StateAnnouncer request={request} />
      <RequestHeader request={request} />
      <MilestoneBar milestones={request.milestones} state={request.state} reason={request.stateReason?.words ?? null} />
      <StandingNotice request={request} actions={actions} />
      {isToSettle(request) && (
        <Card title={t('title')}>
          <Evidence request={request} name={request.document?.name ?? null} actions={actions} />
        </Card>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {card ?? <UnreadableNotice />}
          <CallsCard attempts={request.attempts} payment={request.payment} call={request.document?.call ?? null} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Decision request={request} shown={shown} actions={actions} />
          <OutcomeCard request={request} />
          <HistoryCard request={request} comment={actions.comment} />
        </div>
      </div>
    </>
  )
}

/** Where a person settles what became of a call. */
const isToSettle = ({ state, evidence }: RequestDetail): boolean =>
  ['needs_person', 'absent', 'payment_held'].includes(state) && evidence.call !== null

/** Tells screen readers and the window's title when the request moves on. */
function StateAnnouncer({ request: { number, state } }: { request: RequestDetail }) {
  const t = useTranslations('requests')
  const words = useTranslations('status')
  const title = t('pageTitle', { status: words(`${statusByState[state]}.word`), number: String(number) })
  useEffect(() => {
    const page = `${title} · Countersign`
    if (document.title === page) return
    // The server wrote the first title; a later one is news.
    if (document.title.endsWith(`${number} · Countersign`)) announce(title, 'state')
    document.title = page
  }, [title, number])
  return null
}
