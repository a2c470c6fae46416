'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { announce } from '#components/ui/live-region.tsx'

/**
 * Tells which earlier answers a choice took away, so that nobody finds out on the last page. `note` is called by the
 * handler that reset them, with the names of the fields.
 */
export function useResetNote() {
  const t = useTranslations('wizard')
  const [fields, setFields] = useState<string[]>([])
  const note = (names: string[]) => {
    setFields(names)
    if (names.length > 0) announce(t('reset', { fields: names.join(', ') }), 'reset')
  }
  const shown = fields.length === 0 ? null : <Alert tone="wait">{t('reset', { fields: fields.join(', ') })}</Alert>
  return { note, shown }
}
