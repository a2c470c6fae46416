'use client'

import { useTranslations } from 'use-intl/react'
import { StatusMark } from './status-mark.tsx'
import { statusFaces, type StatusWord } from './status-words.ts'

/** One of the sixteen status words; hovering says what it means and who acts next. `filled` is for page headers. */
export function StatusBadge({ status, filled = false }: { status: StatusWord; filled?: boolean }) {
  const t = useTranslations('status')
  const { icon, tone } = statusFaces[status]
  return (
    <StatusMark tone={tone} icon={icon} filled={filled} title={t(`${status}.hint`)}>
      {t(`${status}.word`)}
    </StatusMark>
  )
}
