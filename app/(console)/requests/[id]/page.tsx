import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { RequestViewLater } from '#components/request/request-view-later.tsx'
import { ReviewCard } from './review-card.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { areasOfOperation } from '#lib/i18n/messages.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { requestQuery } from '#lib/requests/queries.ts'
import { RequestId, showRequest } from '#lib/requests/show.ts'
import { statusByState } from '#lib/requests/state-groups.ts'
import { foundOr404 } from '../../found-or-404.ts'
import { requestActionsOf } from '../request-actions.ts'

type Props = { params: Promise<{ id: string }> }

const areas = ['requests', 'quote', 'desk', 'reasons', 'servers', 'orders', 'operations', 'jobs'] as const

const load = cache(async (id: string) => {
  const { ctx } = await requirePage()
  const asked = RequestId.safeParse({ id })
  if (!asked.success) notFound()
  return await foundOr404(showRequest(ctx, asked.data))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ number, state }, t, words] = await Promise.all([
    load((await params).id),
    getTranslations('requests'),
    getTranslations('status'),
  ])
  return { title: t('pageTitle', { status: words(`${statusByState[state]}.word`), number: String(number) }) }
}

export default async function RequestPage({ params }: Props) {
  const [request, { locale }, { bind }] = await Promise.all([load((await params).id), getI18n(), requirePage()])
  return (
    <Prefetched queries={[{ key: requestQuery(request.id).queryKey, data: request }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, [...areas, ...areasOfOperation(request.operation)])}>
        <RequestViewLater
          id={request.id}
          shown={{ version: request.version, hash: request.hash, isWaiting: request.state === 'awaiting_approval' }}
          card={request.document && <ReviewCard request={request} document={request.document} />}
          actions={requestActionsOf(bind)}
        />
      </I18nArea>
    </Prefetched>
  )
}
