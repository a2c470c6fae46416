import { useMessages, useTranslations } from 'use-intl/react'
import { useText } from '#lib/i18n/use-text.ts'
import type { Entry, EntryGroup } from './entry.ts'
import type { ResultsProps } from './search-results.tsx'

const views = [
  { id: 'waiting', href: '/requests?whose=for_me', icon: 'bell' },
  { id: 'notKnown', href: '/requests?group=unknown', icon: 'circle-question-mark' },
  { id: 'person', href: '/requests?group=person', icon: 'user-round-search' },
  { id: 'unpaid', href: '/orders?status=unpaid', icon: 'wallet-cards' },
  { id: 'board', href: '/jobs?view=board', icon: 'columns-3' },
  { id: 'stuck', href: '/jobs?state=stuck', icon: 'hourglass' },
  { id: 'failedJobs', href: '/jobs?state=failed', icon: 'circle-x' },
  { id: 'expiring', href: '/expiring', icon: 'calendar-clock' },
] as const

/** Pages, lists as they are often wanted, and operations that can be begun: those whose words begin as the text does. */
export function useCommands({ nav, asks, text }: Pick<ResultsProps, 'nav' | 'asks' | 'text'>): EntryGroup[] {
  const t = useTranslations('search')
  const words = useText()
  const operations = Object.keys(useMessages().operationTitles)
  const pages: Entry[] = nav
    .flatMap(({ items }) => items)
    .map(({ href, label, icon }) => ({ id: `page-${href}`, icon, title: label, href }))
  const lists: Entry[] = views.map(({ id, href, icon }) => ({ id: `view-${id}`, icon, title: t(`views.${id}`), href }))
  const actions: Entry[] = asks
    ? operations.map((key) => ({
        id: `operation-${key}`,
        icon: 'plus',
        title: words(`operationTitles.${key}.title`),
        href: `/operations/${key}/new`,
      }))
    : []
  const group = (id: 'pages' | 'actions', entries: Entry[]): EntryGroup[] => {
    const fitting = entries.filter(({ title }) => fits(title, text))
    return fitting.length === 0 ? [] : [{ id, title: t(id), entries: fitting }]
  }
  // Nobody reads a long list before having written anything.
  return [...group('pages', text === '' ? pages : [...pages, ...lists]), ...group('actions', actions)]
}

/** Whether each word of the text begins a word of the title; languages without spaces are looked into. */
export function fits(title: string, text: string): boolean {
  const [words, wanted] = [title, text].map((each) => each.toLowerCase())
  return (wanted ?? '')
    .split(/\s+/)
    .every(
      (part) =>
        part === '' || ` ${words}`.includes(` ${part}`) || (/[^\p{ASCII}]/u.test(part) && words?.includes(part)),
    )
}
