import type { useTranslations } from 'use-intl/react'
import type { IconName } from '#components/ui/icon-names.ts'
import { type SearchKind, searchKinds, type SearchResult } from '#lib/search/search-query.ts'
import type { EntryGroup } from './entry.ts'
import { FoundState } from './found-state.tsx'

const icons: Record<SearchKind, IconName> = {
  request: 'stamp',
  order: 'receipt-text',
  job: 'workflow',
  phone_server: 'smartphone',
  phone: 'smartphone',
  desktop: 'monitor',
  server: 'server',
  eip: 'cloud',
  person: 'users-round',
}

/**
 * What was found by its kind; the kind whose first one fits best stands first.
 *
 * @param say words for what a job does, and for a service of the cloud
 */
export function foundGroups(
  results: readonly SearchResult[],
  t: ReturnType<typeof useTranslations<'search'>>,
  say: { job: (kind: string) => string; service: (code: string, name: string) => string },
): EntryGroup[] {
  const kinds = [...Map.groupBy(results, ({ kind }) => kind)]
  return kinds
    .filter(([kind]) => searchKinds.includes(kind))
    .toSorted(([, one], [, other]) => rankOf(one) - rankOf(other))
    .map(([kind, found]) => ({
      id: kind,
      title: t(`kinds.${kind}`),
      entries: found.map(({ id, title, detail, service, state, account, href }) => ({
        id: `${kind}-${account?.id ?? ''}-${id}`,
        icon: icons[kind],
        title,
        detail:
          [wordsOf(detail, service, kind), account && `${account.name} ${account.region}`]
            .filter(Boolean)
            .join(' · ') || undefined,
        aside: state !== null && <FoundState kind={kind} state={state} />,
        href,
      })),
    }))

  function wordsOf(detail: string | null, service: string | undefined, kind: SearchKind): string | null {
    if (kind === 'job' && detail !== null) return say.job(detail)
    return service === undefined ? detail : say.service(service, detail ?? '')
  }
}

const ranks = { exact: 0, prefix: 1, inner: 2 } as const

const rankOf = (found: readonly SearchResult[]): number => Math.min(...found.map(({ match }) => ranks[match]))
