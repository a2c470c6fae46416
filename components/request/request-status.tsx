import { useTranslations } from 'use-intl/react'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { RequestState } from '#lib/requests/machine.ts'
import { statusByState } from '#lib/requests/state-groups.ts'

/** The status word of a request; a row that is no longer in its list says so instead of showing an old state. */
export function RequestStatus({ state, hasLeft = false }: { state: RequestState; hasLeft?: boolean | undefined }) {
  const t = useTranslations('live')
  if (hasLeft) {
    return (
      <StatusMark tone="neutral" icon="arrow-right">
        {t('leftList')}
      </StatusMark>
    )
  }
  return <StatusBadge status={statusByState[state]} />
}
