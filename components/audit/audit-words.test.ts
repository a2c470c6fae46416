import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messages } from '#lib/i18n/messages.ts'
import { eventsOf } from './audit-words.ts'

const objects = Object.keys(messages.en.audit.objects).join('|')
// Message keys, permissions and fields are written otherwise in these folders.
const folders = 'lib/{accounts,auth,export,people,requests,worker}/**/*.ts'
const recorded = globSync(folders, { exclude: ['**/*.test.ts', '**/testing/**', '**/manifest.ts'] }).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(new RegExp(`'((?:${objects})\\.[A-Za-z.]+)'`, 'g'))].map(
    (found) => found[1] ?? '',
  ),
)

test('every event that is recorded has words, by which it is read and the audit is narrowed', () => {
  const worded = eventsOf({ audit: messages.en.audit.events, requests: messages.en.requests.history.events })
  expect(recorded).toContain('account.replaceSpendKey')
  expect(recorded).toContain('order.flagged')
  expect(recorded.filter((event) => !worded.includes(event))).toEqual([])
})
