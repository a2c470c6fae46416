'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ActionDialogLater, type Asked } from '#components/request/action-dialog-later.tsx'
import type { RequestActions } from '#components/request/request-actions.ts'
import type { CaseFace } from '#lib/requests/queries.ts'
import { CandidateList } from './candidate-list.tsx'
import { EvidenceFacts } from './evidence-facts.tsx'
import { OrderQuestion } from './order-question.tsx'

type Props = { request: CaseFace; name: string | null; actions: RequestActions }

/** What is known of a call whose outcome is not: on the desk and on the request's own page alike. */
export function Evidence({ request, name, actions }: Props) {
  const t = useTranslations('desk.evidence')
  const [asked, setAsked] = useState<{ name: Asked; orderIds: string[] }>()
  const { state, evidence, hasOrder } = request
  if (evidence.call === null) return null
  const isSought = state === 'needs_person' || state === 'absent' || state === 'not_known'
  return (
    <div className="flex flex-col gap-4">
      <h3 className="sr-only">{t('title')}</h3>
      <EvidenceFacts request={request} name={name} />
      {isSought && hasOrder && (
        <CandidateList request={request} onAsk={(action, orderIds) => setAsked({ name: action, orderIds })} />
      )}
      {request.actions.readOrder.isOffered && hasOrder && (
        <OrderQuestion request={request} readOrder={actions.readOrder} />
      )}
      {asked !== undefined && (
        <ActionDialogLater
          asked={asked.name}
          orderIds={asked.orderIds}
          request={request}
          shown={request}
          actions={actions}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}
