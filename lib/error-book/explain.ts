import { z } from 'zod'
import type { Context } from '../context.ts'
import { type Locale, locales } from '../i18n/locale.ts'
import { type BookEntry, findEntry } from './book.ts'
import type { Explanation } from './queries.ts'
import { bookWords } from './words.ts'

export const AskedCode = z.object({ code: z.string().trim().min(1).max(64), locale: z.enum(locales) })

/** What the book says about a code; null where it does not have it. Open to everyone who is signed in. */
export async function explainCode(
  _ctx: Context,
  { code, locale }: z.output<typeof AskedCode>,
): Promise<{ explanation: Explanation | null }> {
  const entry = findEntry(code)
  return { explanation: entry ? explain(entry, locale) : null }
}

/** One row of the book in the words of a language. */
export function explain(entry: BookEntry, locale: Locale): Explanation {
  const { meanings, advice, answers } = bookWords[locale]
  const { codes, key, service, retry, fixer, httpStatuses, isPretend } = entry
  return {
    code: codes[0] ?? key,
    name: nameOf(entry),
    service: answers.service[service],
    httpStatuses,
    isPretend,
    retry,
    meaning: meanings[key],
    tryAgain: answers.retry[retry],
    whoCan: answers.fixer[fixer],
    whatToDo: advice[entry.advice],
  }
}

/** A row's codes as people read them: `CPS.1000–1027, 1029–1073`. */
const nameOf = ({ key, codes }: BookEntry): string =>
  codes.length === 1 ? key : key.replaceAll('-', '–').replaceAll(',', ', ')
