import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import type { EcsServerDetail } from '#lib/inventory/ecs-servers-queries.ts'

/** What stands in the way of a server just now. */
export function EcsServerNotices({
  server: { fault, isFrozen, isLocked, lockedByOrderId },
}: {
  server: EcsServerDetail
}) {
  const t = useTranslations('ecsServers.facts')
  return (
    <>
      {fault !== null && (
        <Alert tone="danger" title={t('fault')}>
          {fault.code} {fault.message}
        </Alert>
      )}
      {isLocked === true && (
        <Alert tone="wait">{lockedByOrderId === null ? t('locked') : t('lockedBy', { order: lockedByOrderId })}</Alert>
      )}
      {isFrozen === true && <Alert tone="wait">{t('frozen')}</Alert>}
    </>
  )
}
