import { z } from 'zod'
import type { Context } from '../context.ts'
import { locales } from '../i18n/locale.ts'
import { messagesOf } from '../i18n/translator.ts'

export const WordsOf = z.object({ locale: z.enum(locales).catch('en') })

/** The search's own words and those of the states of what it finds. */
export const readSearchWords = async (_ctx: Context, { locale }: z.output<typeof WordsOf>) =>
  messagesOf(locale, ['search', 'cloudServices', 'orders', 'jobs', 'servers', 'desktops', 'ecsServers'])
