'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Instant } from '#lib/i18n/format.ts'

/** Said when the page no longer hears of changes: how old it is, and how to refresh it by hand. */
export function LiveLostBar({ since, onRefresh }: { since: Instant; onRefresh: () => void }) {
  const t = useTranslations('ui')
  const format = useFormat()
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 bg-wait-soft px-4 py-2 text-ink sm:px-6">
      <Icon name="triangle-exclamation-point" className="text-wait" />
      <p className="flex-1" suppressHydrationWarning>
        {t('liveLost', { time: format.time(since) })}
      </p>
      <Button size="small" icon="refresh-cw" onClick={onRefresh}>
        {t('refresh')}
      </Button>
    </div>
  )
}

/** Said when the session is over: nothing on the page is true any longer than it stands there. */
export function LiveEndedBar() {
  const t = useTranslations('live.ended')
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 bg-danger-soft px-4 py-2 text-ink sm:px-6">
      <Icon name="lock-keyhole" className="text-danger" />
      <p>{t('text')}</p>
      <TextLink href="/sign-in">{t('action')}</TextLink>
    </div>
  )
}
