import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { chooseTheme, themeCookie } from '#components/shell/theme.ts'
import { I18nProvider } from '#lib/i18n/provider.tsx'
import { getI18n } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { template: '%s · Countersign', default: 'Countersign' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** Reads cookies, so that every page below renders per request: only then does it carry the nonce of its policy. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [{ locale, timeZone, now }, jar] = await Promise.all([getI18n(), cookies()])
  const theme = chooseTheme(jar.get(themeCookie)?.value)
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <I18nProvider
          locale={locale}
          timeZone={timeZone}
          now={now}
          messages={messagesOf(locale, ['common', 'errors', 'ui'])}
        >
          {children}
        </I18nProvider>
      </body>
    </html>
  )
}
