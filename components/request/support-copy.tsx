'use client'

import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import { supportText } from '#lib/requests/support-report.ts'

/** Copies what the vendor's support asks for, to be pasted into a ticket or a program. */
export function SupportCopy({ report }: { report: () => object }) {
  const t = useTranslations('requests.support')
  const asText = useCopy(() => supportText(report()))
  const asJson = useCopy(() => JSON.stringify(report(), null, 2))
  const isCopied = asText.isCopied || asJson.isCopied
  return (
    <Menu
      variant="quiet"
      size="small"
      align="end"
      label={t('copy')}
      button={
        <>
          <Icon name={isCopied ? 'check' : 'copy'} />
          {isCopied ? t('copied') : t('copy')}
        </>
      }
      sections={[
        {
          id: 'forms',
          items: [
            { id: 'text', label: t('text'), onSelect: () => void asText.copy() },
            { id: 'json', label: t('json'), onSelect: () => void asJson.copy() },
          ],
        },
      ]}
    />
  )
}
