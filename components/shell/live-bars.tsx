'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Standing } from './live.tsx'

type Props = { standing: Standing; onRefresh: () => void }

/** Says what keeps the page from being true. Over the lower edge of the window, so that no row moves when it comes. */
export function LiveBars({ standing: { live, workerSilentSince }, onRefresh }: Props) {
  const t = useTranslations('live')
  const words = useTranslations('ui')
  const format = useFormat()
  return (
    <div data-live-bars className="fixed inset-x-0 bottom-0 z-30 flex flex-col border-t border-line shadow-float">
      {workerSilentSince !== null && live.state !== 'ended' && (
        <Bar icon="triangle-exclamation-point" tone="wait">
          {workerSilentSince === 0
            ? t('worker.never')
            : t('worker.silent', { time: format.time(new Date(workerSilentSince)) })}
        </Bar>
      )}
      {live.state === 'lost' && (
        <Bar
          icon="triangle-exclamation-point"
          tone="wait"
          action={
            <Button size="small" icon="refresh-cw" onClick={onRefresh}>
              {words('refresh')}
            </Button>
          }
        >
          {words('liveLost', { time: format.time(live.since) })}
        </Bar>
      )}
      {live.state === 'back' && (
        <Bar icon="circle-check" tone="success">
          {t('back')}
        </Bar>
      )}
      {live.state === 'ended' && (
        <Bar icon="lock-keyhole" tone="danger" action={<TextLink href="/sign-in">{t('ended.action')}</TextLink>}>
          {t('ended.text')}
        </Bar>
      )}
    </div>
  )
}

const tones = {
  wait: { bar: 'bg-wait-soft', icon: 'text-wait' },
  success: { bar: 'bg-success-soft', icon: 'text-success' },
  danger: { bar: 'bg-danger-soft', icon: 'text-danger' },
}

type BarProps = { icon: IconName; tone: keyof typeof tones; action?: ReactNode; children: ReactNode }

function Bar({ icon, tone, action, children }: BarProps) {
  return (
    <div
      // What is back is said in the live region already.
      role={tone === 'danger' ? 'alert' : tone === 'wait' ? 'status' : undefined}
      className={`flex flex-wrap items-center gap-3 px-4 py-2 text-ink sm:px-6 ${tones[tone].bar}`}
    >
      <Icon name={icon} className={tones[tone].icon} />
      <p className="min-w-0 flex-1" suppressHydrationWarning>
        {children}
      </p>
      {action}
    </div>
  )
}
