import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { chooseLocale, localeCookie } from './locale.ts'
import { chooseTimeZone, timeZoneCookie } from './time-zone.ts'
import { translatorFor, type Namespace } from './translator.ts'

/** Language and time zone of this request; `now` is one instant for the whole page, in epoch milliseconds. */
export const getI18n = cache(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return {
    locale: chooseLocale(jar.get(localeCookie)?.value, head.get('accept-language')),
    timeZone: chooseTimeZone(jar.get(timeZoneCookie)?.value),
    now: Date.now(),
  }
})

/** The words of one area for server components and actions: `const t = await getTranslations('requests')`. */
export async function getTranslations<Chosen extends Namespace>(namespace: Chosen) {
  const { locale, timeZone } = await getI18n()
  return translatorFor(locale, namespace, timeZone)
}
