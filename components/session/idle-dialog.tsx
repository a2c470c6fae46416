'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'
import type { Warning } from './use-idle.ts'

type Props = Warning & { onStay: () => void; onLeave: () => void }

/** Two minutes before a session ends: one press keeps it, unless its whole time is over. */
export function IdleDialog({ endsAt, isFinal, onStay, onLeave }: Props) {
  const t = useTranslations('session')
  const now = useNowEvery(1000)
  const seconds = Math.max(0, Math.ceil((endsAt - now.getTime()) / 1000))
  return (
    <Dialog
      open
      onClose={onStay}
      role="alertdialog"
      title={t(isFinal ? 'finalTitle' : 'idleTitle')}
      description={t(isFinal ? 'finalText' : 'idleText')}
      footer={
        <>
          <Button onClick={onLeave}>{t('leave')}</Button>
          <Button variant="primary" onClick={onStay}>
            {t(isFinal ? 'goOn' : 'stay')}
          </Button>
        </>
      }
    >
      <p aria-hidden="true" className="text-xl font-strong tabular-nums">
        {t('left', { minutes: String(Math.floor(seconds / 60)), seconds: String(seconds % 60).padStart(2, '0') })}
      </p>
    </Dialog>
  )
}
