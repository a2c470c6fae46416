import { parseMessage } from '#lib/i18n/message-text.ts'
import type { StateReason } from '#lib/requests/queries.ts'

/** The reasons under which the console keeps, without a code, what the network said of a call that did not leave. */
const ofNetwork: ReadonlySet<string> = new Set(['reasons.notSent', 'reasons.notProven', 'reasons.answeredLate'])

/** The reasons under which it keeps what the person wrote who decided so. */
const ofPerson: ReadonlySet<string> = new Set(['reasons.closedByPerson', 'reasons.disowned'])

/** Whose the code and the message of a reason are. */
export function speakerOf({ words, code }: StateReason): 'cloud' | 'network' | 'console' | 'person' {
  if (code !== null) return code.startsWith('client.') || code === 'unavailable' ? 'console' : 'cloud'
  const { key } = parseMessage(words ?? '')
  if (ofPerson.has(key)) return 'person'
  return ofNetwork.has(key) ? 'network' : 'cloud'
}
