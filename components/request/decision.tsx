'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { RequestDetail } from '#lib/requests/queries.ts'
import { ActionDialogLater, type Asked, useActionLabel } from './action-dialog-later.tsx'
import type { RequestActions } from './request-actions.ts'

const faces = [
  { name: 'approve', variant: 'primary' },
  { name: 'retryPayment', variant: 'primary' },
  { name: 'resubmit', variant: 'primary' },
  { name: 'reject', variant: 'secondary' },
  { name: 'withdraw', variant: 'secondary' },
  { name: 'cancelOrder', variant: 'secondary' },
  { name: 'close', variant: 'secondary' },
] as const

type Props = { request: RequestDetail; shown: { version: number; hash: string }; actions: RequestActions }

/** What can be done with the request now. Who may not do it is told why; who can is named. */
export function Decision({ request, shown, actions }: Props) {
  const t = useTranslations('requests.decide')
  const text = useText()
  const [asked, setAsked] = useState<Asked>()
  const label = useActionLabel(request)
  // Taking back is the requester's alone: to others it would only be noise.
  const offered = faces.filter(({ name }) => {
    const { isOffered, reason } = request.actions[name]
    return isOffered && (name !== 'withdraw' || reason === null)
  })
  if (offered.length === 0 && asked === undefined) return null
  const isOutdated = request.version !== shown.version
  const reasonFor = (name: Asked) => {
    const { reason } = request.actions[name]
    if (reason !== null) return text(reason)
    return isOutdated && (name === 'approve' || name === 'reject') ? t('changedReason') : undefined
  }
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-3">
        {isOutdated && <ChangedNotice version={request.version} />}
        <div className="flex flex-wrap gap-2">
          {offered.map(({ name, variant }) => (
            <Button key={name} variant={variant} disabledReason={reasonFor(name)} onClick={() => setAsked(name)}>
              {label(name)}
            </Button>
          ))}
        </div>
        {request.state === 'awaiting_approval' && <WhoDecides request={request} />}
      </div>
      {asked !== undefined && (
        <ActionDialogLater
          asked={asked}
          request={request}
          shown={shown}
          actions={actions}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Card>
  )
}

function WhoDecides({ request: { deciders, expiresAt } }: { request: RequestDetail }) {
  const t = useTranslations('requests.decide')
  const format = useFormat()
  const now = useNowEvery(20_000)
  const names = new Intl.ListFormat(useLocale(), { type: 'disjunction' }).format(deciders.map(({ name }) => name))
  return (
    <p className="text-muted" suppressHydrationWarning>
      {deciders.length === 0 ? t('nobody') : t('who', { names })}
      <span className="block" title={format.dateTime(expiresAt)}>
        {t('expires', { when: format.relative(expiresAt, now) })}
      </span>
    </p>
  )
}

function ChangedNotice({ version }: { version: number }) {
  const t = useTranslations('requests.decide')
  const router = useRouter()
  return (
    <Alert
      tone="wait"
      urgent
      title={t('changed', { version: String(version) })}
      actions={
        <Button size="small" onClick={() => router.refresh()}>
          {t('showChanged')}
        </Button>
      }
    />
  )
}
