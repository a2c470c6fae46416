import { expect, test } from 'vitest'
import { messages } from '#lib/i18n/messages.ts'
import { desktopJobTypes } from './sync-desktop-jobs.ts'

test.each(['en', 'zh-CN'] as const)('whatever desktops can be found at has words of its own: %s', (locale) => {
  const words = Object.entries(messages[locale].jobs.cloudKinds)
  expect(words.map(([kind]) => kind)).toEqual(expect.arrayContaining(desktopJobTypes))
  for (const [kind, word] of words) expect(word).not.toBe(kind)
})
