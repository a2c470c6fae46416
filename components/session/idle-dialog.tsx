'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'

type Props = { endsAt: number; onStay: () => void; onLeave: () => void }

/** Two minutes before a session ends for want of use: one press keeps it. */
export function IdleDialog({ endsAt, onStay, onLeave }: Props) {
  const t = useTranslations('session')
  const now = useNowEvery(1000)
  const seconds = Math.max(0, Math.ceil((endsAt - now.getTime()) / 1000))
  return (
    <Dialog
      open
      onClose={onStay}
      role="alertdialog"
      title={t('idleTitle')}
      description={t('idleText')}
      footer={
        <>
          <Button onClick={onLeave}>{t('leave')}</Button>
          <Button variant="primary" onClick={onStay}>
            {t('stay')}
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
