import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { EntryGroup } from './entry.ts'
import { forgetSearches, recentSearches } from './recent-searches.ts'

/** The last searches of the person, to be searched for again, and the way to forget them. */
export function useRecent(person: string, write: (text: string) => void): EntryGroup[] {
  const t = useTranslations('search')
  const [searches, setSearches] = useState(() => recentSearches(person))
  if (searches.length === 0) return []
  const forget = () => {
    forgetSearches(person)
    setSearches([])
  }
  return [
    {
      id: 'recent',
      title: t('recent'),
      entries: [
        ...searches.map((q) => ({ id: `recent-${q}`, icon: 'search', title: q, onSelect: () => write(q) }) as const),
        { id: 'forget', icon: 'trash', title: t('forget'), onSelect: forget },
      ],
    },
  ]
}
