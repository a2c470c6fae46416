'use client'

import { startTransition, useEffect, useMemo, useState, type ReactNode } from 'react'
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
  const [zone, setZone] = useState(timeZone)
  useEffect(
    () =>
      whenIdle(() => {
        const here = Intl.DateTimeFormat().resolvedOptions().timeZone
        if (here === timeZone) return
        document.cookie = `${timeZoneCookie}=${encodeURIComponent(here)}; path=/; max-age=31536000; samesite=lax`
        startTransition(() => setZone(here))
      }),
    [timeZone],
  )
  const renderedAt = useMemo(() => new Date(now), [now])
  return (
    <IntlProvider locale={locale} timeZone={zone} now={renderedAt} messages={messages}>
      {children}
    </IntlProvider>
  )
}

/** Some browsers look long for their zone: whoever presses something meanwhile does not wait for it. Returns the way out. */
function whenIdle(act: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(act, 200)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(act, { timeout: 2_000 })
  return () => cancelIdleCallback(asked)
}

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
