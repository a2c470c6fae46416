import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { listensToSlash, listenToSlash } from './slash-key.ts'

/** What the keys do, and whether `/` alone opens the search. */
export function SearchFooter() {
  const t = useTranslations('search.keys')
  const [listens, setListens] = useState(listensToSlash)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line px-4 py-2 text-s text-muted">
      <p className="flex flex-wrap gap-x-4 max-sm:hidden">
        <span>
          <kbd className="font-sans text-ink">↑↓</kbd> {t('choose')}
        </span>
        <span>
          <kbd className="font-sans text-ink">↵</kbd> {t('open')}
        </span>
        <span>
          <kbd className="font-sans text-ink">Esc</kbd> {t('close')}
        </span>
      </p>
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          checked={listens}
          onChange={({ target }) => {
            listenToSlash(target.checked)
            setListens(target.checked)
          }}
          className="accent-accent"
        />
        {t('slash')}
      </label>
    </div>
  )
}
