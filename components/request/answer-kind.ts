/** Why an answer tells nothing, in the words of lib/cloud/answer.ts and exchange.ts, where people can be told in theirs. */
const patterns = [
  ['status', /^answered (\d{3})$/],
  ['withError', /^answered \d{3} with error (\S+)$/],
  ['unlisted', /^answered \d{3} with unlisted code (\S+)$/],
  ['redirected', /^redirected$/],
  ['notJson', /^not JSON$/],
  ['undocumented', /^not the documented answer$/],
  ['late', /^no whole answer within/],
  ['broken', /^(?:the answer broke off|the connection closed without a whole answer|ECONNRESET|EPIPE)$/],
  ['unreadable', /^the answer (?:came encoded|is larger)/],
  ['unconnected', /^(?:no connection within|the connection closed while it was being set up|ECONNREFUSED|ENOTFOUND)/],
] as const

type AnswerKind = (typeof patterns)[number][0]

/** What such a text says, with the status or code in it; undefined where it is the cloud's own or a code of its own. */
export function answerKind(text: string): { kind: AnswerKind; code: string } | undefined {
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(text)
    if (found) return { kind, code: found[1] ?? '' }
  }
  return undefined
}
