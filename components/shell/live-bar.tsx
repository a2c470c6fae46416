'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Away, LiveState } from './live-state.ts'

type Props = { state: Exclude<LiveState, { state: 'well' }>; onRefresh: () => void }

/** Says what keeps the page from being true. Over the lower edge of the window, so that no row moves when it comes. */
export function LiveBar({ state, onRefresh }: Props) {
  return (
    <div data-live-bars className="fixed inset-x-0 bottom-0 z-30 border-t border-line shadow-float">
      <Saying state={state} onRefresh={onRefresh} />
    </div>
  )
}

function Saying({ state, onRefresh }: Props) {
  const t = useTranslations('live')
  const words = useTranslations('ui')
  switch (state.state) {
    case 'away': {
      return (
        <Bar
          icon="triangle-exclamation-point"
          tone="wait"
          action={
            state.part !== 'worker' && (
              <Button size="small" icon="refresh-cw" onClick={onRefresh}>
                {words('refresh')}
              </Button>
            )
          }
        >
          <AwayWords away={state} />
        </Bar>
      )
    }
    case 'back': {
      return (
        <Bar icon="circle-check" tone="success">
          {t(`back.${state.part}`)}
        </Bar>
      )
    }
    case 'ended': {
      return (
        <Bar icon="lock-keyhole" tone="danger" action={<TextLink href="/sign-in">{t('ended.action')}</TextLink>}>
          {t('ended.text')}
        </Bar>
      )
    }
  }
}

function AwayWords({ away: { part, since } }: { away: Away }) {
  const t = useTranslations('live.away')
  const format = useFormat()
  return part === 'worker' && since === 0 ? t('workerNever') : t(part, { time: format.time(since) })
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
