import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import type { DesktopDetail } from '#lib/inventory/desktops-queries.ts'

/** What stands in the way of a desktop just now. */
export function DesktopNotices({ desktop: { isFrozen, isInMaintenance, progress, task } }: { desktop: DesktopDetail }) {
  const t = useTranslations('desktops.facts')
  const isRunning = task !== '' && progress !== null
  return (
    <>
      {isFrozen === true && <Alert tone="wait">{t('frozen')}</Alert>}
      {isInMaintenance === true && <Alert tone="wait">{t('maintenance')}</Alert>}
      {isRunning && <Alert tone="info">{t('progress', { progress: String(progress) })}</Alert>}
    </>
  )
}
