import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { ChainState } from '#lib/audit/queries.ts'

/** How far the audit was last verified, and what was found: no more than is known. */
export function ChainNotice({ chain }: { chain: ChainState }) {
  const t = useTranslations('audit.chain')
  const format = useFormat()
  const { place, checkedAt, checkedPlace, fault, faultPlace } = chain
  const time = checkedAt === null ? '' : format.dateTime(checkedAt)
  if (fault !== null)
    return (
      <Alert tone="danger" urgent title={t('broken')}>
        {t(`brokenText.${fault}`, { place: String(faultPlace ?? 0) })} {t('brokenNext', { time })}
      </Alert>
    )
  // A look at an empty chain has verified nothing.
  if (checkedAt === null || checkedPlace === 0)
    return (
      <Alert tone="neutral" title={t('never')}>
        {t('neverText')}
      </Alert>
    )
  return (
    <Alert tone="success" title={t('whole', { place: format.number(checkedPlace), time })}>
      {t('wholeText', { newer: Math.max(0, place - checkedPlace) })}
    </Alert>
  )
}
