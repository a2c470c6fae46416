'use client'

import { useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { IntlProvider, useMessages } from 'use-intl/react'
import type { Locale } from './locale.ts'
import type { Messages } from './messages.ts'
import { timeZoneCookie } from './time-zone.ts'

type Props = {
  locale: Locale
  /** As the server knows it; corrected by the browser's own after the first paint of a first visit. */
  timeZone: string
  /** Epoch milliseconds of the server's render, so that relative times agree in both renders. */
  now: number
  messages: Partial<Messages>
  children: ReactNode
}

/** Language, zone and words for all client components below. Give it only the areas that they use. */
export function I18nProvider({ locale, timeZone, now, messages, children }: Props) {
  const zone = useSyncExternalStore(neverChanges, browserTimeZone, () => timeZone)
  useEffect(() => {
    if (zone === timeZone) return
    document.cookie = `${timeZoneCookie}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`
  }, [zone, timeZone])
  const renderedAt = useMemo(() => new Date(now), [now])
  return (
    <IntlProvider locale={locale} timeZone={zone} now={renderedAt} messages={messages}>
      {children}
    </IntlProvider>
  )
}

const neverChanges = () => () => undefined

/** Asked in every render and slow to find. */
let zoneHere: string | undefined

const browserTimeZone = () => (zoneHere ??= Intl.DateTimeFormat().resolvedOptions().timeZone)

/** Adds the areas of one page to those of the frame around it. */
export function I18nArea({ locale, messages, children }: Pick<Props, 'locale' | 'messages' | 'children'>) {
  const outer = useMessages()
  const merged = useMemo(() => ({ ...outer, ...messages }), [outer, messages])
  return (
    <IntlProvider locale={locale} messages={merged}>
      {children}
    </IntlProvider>
  )
}
