import { parseMessage } from '#lib/i18n/message-text.ts'

/** The code of the cloud that a message carries: as its parameter `code`, or at its beginning (`APIGW.0301 Incorrect …`). */
export function codeIn(message: string): string | undefined {
  const { key, params } = parseMessage(message)
  const { code } = params
  return typeof code === 'string' && code !== '' ? code : /^[A-Za-z]+\.\d{3,8}\b/.exec(key)?.[0]
}
