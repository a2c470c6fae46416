'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { useJobTitle } from '#components/jobs/job-words.tsx'
import { useServiceName } from '#components/orders/use-service-name.ts'
import type { NavGroup } from '#components/shell/nav-list.tsx'
import { whenBack } from '#components/shell/when-back.ts'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { EmptyState, FailedState } from '#components/ui/state-face.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { searchLengthMin, searchQuery, searchWordsQuery } from '#lib/search/search-query.ts'
import type { EntryGroup } from './entry.ts'
import { foundGroups } from './found-groups.tsx'
import { rememberSearch } from './recent-searches.ts'
import { SearchFooter } from './search-footer.tsx'
import { SearchRow } from './search-row.tsx'
import { useCommands } from './use-commands.ts'
import { useRecent } from './use-recent.ts'

export type ResultsProps = {
  nav: NavGroup[]
  asks: boolean
  person: string
  text: string
  write: (text: string) => void
  listId: string
  optionId: (index: number) => string
  current: number
  onCount: (count: number) => void
  /** Open the first as soon as the answer is there. */
  isHurried: boolean
  close: () => void
}

/** What the text finds, with the words that it is told in. */
export function SearchResults(props: ResultsProps) {
  const locale = useLocale()
  const t = useTranslations('frame.search')
  const { data: messages, isError } = useQuery(searchWordsQuery(locale))
  if (messages)
    return (
      <I18nArea locale={locale} messages={messages}>
        <Results {...props} />
      </I18nArea>
    )
  if (!isError) return <Waiting />
  return (
    <p role="alert" className="p-4">
      {t('failed')}
    </p>
  )
}

function Results(props: ResultsProps) {
  const { text, listId, optionId, current, onCount, isHurried, close, person } = props
  const t = useTranslations('search')
  const router = useRouter()
  const asked = useSettled(text)
  const isLong = text.length >= searchLengthMin
  const found = useQuery({ ...searchQuery(asked), placeholderData: keepPreviousData })
  useAgainWhenBack(found)
  const isOld = isLong && (asked !== text || found.isPlaceholderData || found.isPending)
  const recent = useRecent(person, props.write)
  const commands = useCommands(props)
  const say = { job: useJobTitle(), service: useServiceName() }
  const results = foundGroups(isLong ? (found.data?.results ?? []) : [], t, say)
  // What is at hand stands first, so that nothing moves when the answer comes.
  const groups = [...(text === '' ? recent : []), ...commands, ...results]
  const entries = groups.flatMap((group) => group.entries)
  useEffect(() => onCount(entries.length), [onCount, entries.length])
  useEffect(() => {
    document.getElementById(optionId(current))?.scrollIntoView({ block: 'nearest' })
  }, [optionId, current])
  const first = isHurried && !isOld ? entries[0] : undefined
  useEffect(() => {
    if (first === undefined || !('href' in first)) return
    rememberSearch(person, text)
    close()
    router.push(first.href)
  }, [first, person, text, close, router])
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2" aria-busy={isOld || undefined}>
        <div role="listbox" id={listId} aria-label={t('list')}>
          <Groups
            groups={groups}
            resultsFrom={groups.length - results.length}
            isOld={isOld}
            {...{ text, optionId, current }}
            onOpen={() => {
              if (isLong) rememberSearch(person, text)
              close()
            }}
          />
        </div>
        {isOld && results.length === 0 && !found.isError && <Waiting />}
        {isLong && found.isError && !isOld && (
          <Failed onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
        )}
        {isLong && !isOld && !found.isError && results.length === 0 && (
          <EmptyState icon="search" title={t('nothing', { text })}>
            {t('nothingText')}
          </EmptyState>
        )}
      </div>
      <p role="status" className="sr-only">
        {isOld ? t('searching') : t('found', { count: entries.length })}
      </p>
      <SearchFooter />
    </>
  )
}

/** What failed because the line or the console was away is asked again when they are back. */
function useAgainWhenBack({ isError, refetch }: { isError: boolean; refetch: () => Promise<unknown> }) {
  useEffect(() => {
    if (!isError) return undefined
    const again = () => void refetch()
    const leave = whenBack(again)
    window.addEventListener('online', again)
    return () => {
      leave()
      window.removeEventListener('online', again)
    }
  }, [isError, refetch])
}

type GroupsProps = Pick<ResultsProps, 'text' | 'optionId' | 'current'> & {
  groups: EntryGroup[]
  /** The groups from here on are of the answer. */
  resultsFrom: number
  isOld: boolean
  onOpen: () => void
}

function Groups({ groups, resultsFrom, isOld, optionId, ...rest }: GroupsProps) {
  const starts = groups.map((_, place) => groups.slice(0, place).reduce((sum, { entries }) => sum + entries.length, 0))
  return groups.map(({ id, title, entries }, place) => {
    const isLate = isOld && place >= resultsFrom
    return (
      <div
        key={id}
        role="group"
        aria-labelledby={`search-group-${id}`}
        className={classNames('pb-2', isLate && 'opacity-50')}
      >
        <p id={`search-group-${id}`} role="presentation" className="px-2.5 py-1 text-s text-muted">
          {title}
        </p>
        {entries.map((entry, index) => {
          const at = (starts[place] ?? 0) + index
          return (
            // An answer to what was written before is not there to be opened.
            <SearchRow key={entry.id} entry={entry} id={isLate ? undefined : optionId(at)} at={at} {...rest} />
          )
        })}
      </div>
    )
  })
}

function Failed({ onRetry, isRetrying }: { onRetry: () => void; isRetrying: boolean }) {
  const t = useTranslations('search')
  const ui = useTranslations('ui')
  return (
    <FailedState
      title={t('failed')}
      actions={
        <Button onClick={onRetry} loading={isRetrying}>
          {ui('tryAgain')}
        </Button>
      }
    >
      {t('failedText')}
    </FailedState>
  )
}

const Waiting = () => (
  <div aria-hidden="true" className="flex flex-col gap-3 p-2.5">
    <Skeleton className="h-4 w-24" />
    <Skeleton className="h-8" />
    <Skeleton className="h-8 w-4/5" />
    <Skeleton className="h-8 w-3/5" />
  </div>
)

const settledMs = 120

/** The text as it was when it had rested for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settledMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
