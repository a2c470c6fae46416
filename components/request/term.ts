import { parseMessage } from '#lib/i18n/message-text.ts'
import type { DocumentFace } from '#lib/requests/queries.ts'

type Summary = DocumentFace['summary']

const row = (summary: Summary, label: string) => summary.find((each) => each.label === label)

/** For how many months a purchase is paid in advance, read from the frozen summary; undefined where it has no term. */
export function termMonths(summary: Summary): number | undefined {
  const { key, params } = parseMessage(row(summary, 'wizard.term')?.words ?? '')
  const count = Number(params['count'])
  if (!Number.isInteger(count) || count < 1) return undefined
  if (key.endsWith('.month')) return count
  return key.endsWith('.year') ? count * 12 : undefined
}

/** Whether the purchase renews by itself. */
export const renewsItself = (summary: Summary): boolean => row(summary, 'wizard.autoRenew')?.words === 'wizard.on'
