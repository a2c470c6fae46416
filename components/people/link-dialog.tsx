'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useCopy } from '#components/ui/use-copy.ts'

/** A link that lets one person choose a password, shown this once. */
export function LinkDialog({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useTranslations('people')
  const link = `${window.location.origin}/join#${token}`
  const { isCopied, copy } = useCopy(link)
  return (
    <Dialog open onClose={onClose} role="alertdialog" title={t('linkTitle')} description={t('linkText')}>
      <p className="rounded-m bg-sunken p-3 font-mono break-all">{link}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
          {t('copyLink')}
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t('linkSent')}
        </Button>
      </div>
    </Dialog>
  )
}
