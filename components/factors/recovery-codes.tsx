'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useCopy } from '#components/ui/use-copy.ts'

/** Ten codes for the day when phone or key are lost, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTranslations('factors')
  const { isCopied, copy } = useCopy(codes.join('\n'))
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="wait" title={t('codesTitle')}>
        {t('codesText')}
      </Alert>
      <ul className="grid grid-cols-1 gap-1 rounded-m bg-sunken p-3 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
          {t('copyCodes')}
        </Button>
        <Button variant="primary" onClick={onDone}>
          {t('codesKept')}
        </Button>
      </div>
    </div>
  )
}
