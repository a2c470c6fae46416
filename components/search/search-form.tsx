'use client'

import { useEffect, useState, type ComponentType, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { NavGroup } from '#components/shell/nav-list.tsx'
import type { ResultsProps } from './search-results.tsx'

type Props = {
  /** The pages that can be gone to. */
  nav: NavGroup[]
  /** Whether the person may ask for operations. */
  asks: boolean
  /** Whose searches are kept: the e-mail address. */
  person: string
  close: () => void
}

const listId = 'search-list'
const optionId = (index: number) => `search-option-${index}`

/** What is searched for, and below it what can be opened. The field is there at once; all else is loaded meanwhile. */
export function SearchForm({ close, ...rest }: Props) {
  const t = useTranslations('frame.search')
  const words = useTranslations('common')
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const [count, setCount] = useState(0)
  /** Enter was pressed before there was an answer: it opens the first when it comes. */
  const [isHurried, setHurried] = useState(false)
  const [Results, setResults] = useState<ComponentType<ResultsProps>>()
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    import('./search-results.tsx').then(
      (loaded) => setResults(() => loaded.SearchResults),
      () => setFailed(true),
    )
  }, [])
  const current = Math.min(index, count - 1)
  const write = (typed: string) => {
    setText(typed)
    setIndex(0)
    setHurried(false)
  }
  const press = (event: KeyboardEvent) => {
    // Enter and arrows first belong to whoever writes Chinese.
    if (event.nativeEvent.isComposing) return
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (count > 0) setIndex((current + (key === 'ArrowDown' ? 1 : count - 1)) % count)
    }
    if (key === 'Enter') {
      event.preventDefault()
      const option = document.getElementById(optionId(current))
      if (option) option.click()
      else setHurried(true)
    }
  }
  return (
    <div className="flex h-full flex-col">
      <div className="flex items-center gap-3 border-b border-line pr-2 pl-4 focus-within:border-accent">
        <Icon name="search" className="text-muted" />
        <input
          data-focus-first
          type="text"
          role="combobox"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          aria-label={t('label')}
          placeholder={t('placeholder')}
          aria-expanded={count > 0}
          aria-controls={listId}
          aria-activedescendant={count > 0 ? optionId(current) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          className="h-13 min-w-0 flex-1 bg-transparent text-l outline-none"
        />
        <IconButton icon="x" label={words('close')} onClick={close} />
      </div>
      {hasFailed && (
        <p role="alert" className="p-4">
          {t('failed')}
        </p>
      )}
      {Results && (
        <Results
          {...rest}
          text={text.trim()}
          write={write}
          listId={listId}
          optionId={optionId}
          current={current}
          onCount={setCount}
          isHurried={isHurried}
          close={close}
        />
      )}
    </div>
  )
}
