import { useTranslations } from 'use-intl/react'
import { AsOf } from '#components/ui/time-ago.tsx'
import type { Freshness } from '#lib/page.ts'

/** How old that is which was read from the cloud. */
export function MirrorAge({ asOf: { at, isPartly } }: { asOf: Freshness }) {
  const t = useTranslations('live')
  return at === null ? t(isPartly === true ? 'partlyRead' : 'neverRead') : <AsOf at={at} />
}
