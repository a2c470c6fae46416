import { useTranslations } from 'use-intl/react'
import { Pager } from '#components/table/pager.tsx'
import type { UncountedPage, Window } from '#lib/page.ts'

type Props = { data: UncountedPage<unknown>; windowHref: (window: Window) => string }

/** The way to the neighbouring parts of a list. */
export function ListPager({ data: { newer, older, rows }, windowHref }: Props) {
  const t = useTranslations('live')
  return (
    <Pager
      previousHref={newer === null ? undefined : windowHref({ before: newer })}
      nextHref={older === null ? undefined : windowHref({ after: older })}
      text={t('rows', { count: rows.length })}
    />
  )
}
