'use client'

import { useTranslations } from 'use-intl/react'
import { markPlaceholder, sentName, serverNames } from '../server-names.ts'

const shownMax = 3

/** The names that the cloud will give, with the mark that is not known yet. */
export function NamesPreview({ name, count }: { name: string; count: number }) {
  const t = useTranslations('wizard')
  const names = serverNames(sentName(name === '' ? '…' : name, markPlaceholder), count)
  const shown = count > shownMax + 1 ? [...names.slice(0, shownMax - 1), names.at(-1) ?? ''] : names
  return (
    <div className="-mt-3 rounded-m border border-line bg-sunken p-3">
      <p className="text-m text-muted">{t('namesLabel', { count })}</p>
      <ol className="mt-1 font-mono text-m" aria-live="polite">
        {shown.map((one, index) => (
          <li key={one} className="wrap-anywhere">
            {index === shown.length - 1 && shown.length < names.length && (
              <span className="mr-2 font-sans text-muted">{t('namesUntil')}</span>
            )}
            {one}
          </li>
        ))}
      </ol>
      <p className="mt-2 text-s text-muted">{t('markHelp')}</p>
    </div>
  )
}
