import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'

/** Says that the cloud no longer lists a thing, and since when. */
export function GoneNotice({ goneAt }: { goneAt: string | null }) {
  const t = useTranslations('inventory.facts')
  const format = useFormat()
  if (goneAt === null) return null
  return (
    <Alert tone="neutral">
      <span suppressHydrationWarning>{t('gone', { time: format.dateTime(goneAt) })}</span>
    </Alert>
  )
}
