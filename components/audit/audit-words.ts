import { useLooseTranslator } from '#lib/i18n/use-text.ts'

/** What happened, in words; an event that has none here is called by its name. */
export function useEventWords(): (event: string) => string {
  const translate = useLooseTranslator()
  return (event) => {
    const [object = '', ...rest] = event.split('.')
    const name = rest.join('_')
    const key = object === 'request' ? `requests.history.events.${name}` : `audit.events.${object}.${name}`
    return translate.has(key) ? translate(key) : event
  }
}

/** The events that have words, by which the audit is narrowed. */
export const eventsOf = (words: {
  audit: Record<string, Record<string, string>>
  requests: Record<string, string>
}): string[] => [
  ...Object.entries(words.audit).flatMap(([object, names]) =>
    Object.keys(names).map((name) => `${object}.${name.replaceAll('_', '.')}`),
  ),
  ...Object.keys(words.requests)
    .filter((name) => name !== 'other' && !name.endsWith('Change'))
    .map((name) => `request.${name}`),
]
