import compile from 'icu-minify/compile'
import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import formatMessage from 'use-intl/format-message'
import type { Locale } from './locale.ts'
import { messages, type Area, type Messages } from './messages.ts'

// Makes every `t('…')` in the console know its keys and their placeholders.
declare module 'use-intl/core' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

type Tree = { readonly [key: string]: string | Tree }

export type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>

/**
 * The texts of some areas in the form the running formatter wants. The web build swaps in the formatter that takes
 * compiled messages, which keeps the ICU parser out of the browser; worker and tests run the one that takes ICU text.
 */
export function messagesOf<Chosen extends Area>(locale: Locale, areas: readonly Chosen[]): Pick<Messages, Chosen> {
  const chosen = Object.fromEntries(areas.map((area) => [area, prepared(locale, area)]))
  // `messages` has every key of `Messages` in each language by its type; only the literal texts differ.
  return chosen as Pick<Messages, Chosen>
}

const compiledAreas = new Map<string, unknown>()

function prepared(locale: Locale, area: Area): unknown {
  if (formatMessage.raw) return messages[locale][area]
  const key = `${locale}/${area}`
  const known = compiledAreas.get(key)
  if (known !== undefined) return known
  const tree = compileTree(messages[locale][area])
  compiledAreas.set(key, tree)
  return tree
}

const compileTree = (tree: Tree): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(tree).map(([key, text]) => [key, typeof text === 'string' ? compiled(text) : compileTree(text)]),
  )

// The compiler's objects have no prototype, and React passes only plain ones to the browser.
const compiled = (text: string): unknown => JSON.parse(JSON.stringify(compile(text)))

/** A translator outside React: server components, actions, worker, notifications. Times read in `timeZone`. */
export function translatorFor<Chosen extends Namespace>(locale: Locale, namespace: Chosen, timeZone = 'UTC') {
  return createTranslator<Messages, Chosen>({ locale, timeZone, namespace, messages: messagesOf(locale, allAreas) })
}

// `Object.keys` of the English texts are the areas by definition.
const allAreas = Object.keys(messages.en) as Area[]
