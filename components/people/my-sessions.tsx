'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { reach } from '#lib/reach.ts'
import type { ActionResult } from '#lib/result.ts'
import { browserOf } from './browser-of.ts'

type Session = { id: string; isCurrent: boolean; createdAt: Date; seenAt: Date; userAgent: string; address: string }

type Props = {
  sessions: Session[]
  /** How many there may be at once. */
  max: number
  revoke: (input: { id: string }) => Promise<ActionResult<unknown>>
  revokeOthers: (input: Record<string, never>) => Promise<ActionResult<unknown>>
}

/** Where one is signed in; each is ended at once, open pages too. */
export function MySessions({ sessions, max, revoke, revokeOthers }: Props) {
  const t = useTranslations('people')
  const text = useText()
  const toast = useToast()
  const router = useRouter()
  const end = async (run: () => Promise<ActionResult<unknown>>, done: string) => {
    const result = await reach(run())
    toast(result.ok ? { tone: 'success', title: done } : { tone: 'danger', title: text(result.error.message) })
    router.refresh()
  }
  const others = (
    <Button
      disabledReason={sessions.length > 1 ? undefined : t('noOthers')}
      onClick={() => void end(() => revokeOthers({}), t('endedOthers'))}
    >
      {t('endOthers')}
    </Button>
  )
  return (
    <Card title={t('sessions')} actions={others}>
      <p className="mb-4 text-muted">{t('sessionsMax', { max: String(max) })}</p>
      <ul className="flex flex-col gap-3">
        {sessions.map(({ id, isCurrent, seenAt, createdAt, userAgent, address }) => (
          <li key={id} className="flex flex-wrap items-center gap-3">
            <Icon name="monitor" className="text-muted" />
            <div className="min-w-40 flex-1">
              <p className="font-strong" title={userAgent}>
                {browserOf(userAgent) ?? t('someBrowser')}
              </p>
              <p className="text-s text-muted">
                {t('since')} <TimeAgo at={createdAt} /> · {t('seen')} <TimeAgo at={seenAt} />
                {address !== '' && ` · ${t('from', { address })}`}
              </p>
            </div>
            {isCurrent ? (
              <span className="text-muted">{t('thisOne')}</span>
            ) : (
              <Button size="small" onClick={() => void end(() => revoke({ id }), t('endedOne'))}>
                {t('endOne', { browser: browserOf(userAgent) ?? t('someBrowser') })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
