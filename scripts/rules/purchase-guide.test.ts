import { describe, expect, test, vi } from 'vitest'
import { workerEnv } from '../../lib/env.ts'
import { requests } from '../../lib/i18n/messages/en/requests.ts'
import { status } from '../../lib/i18n/messages/en/status.ts'
import { requestStates, type RequestState } from '../../lib/requests/machine.ts'
import { statusByState } from '../../lib/requests/state-groups.ts'
import { readText } from './committed-files.ts'

const guide = readText('docs/guides/how-a-purchase-is-made.md') ?? ''
const picture = readText('docs/images/states-of-a-request.svg') ?? ''

const { held, payment_held, absent, needs_person, refused, failed, delivery_failed } = requests.attention
/** The title of its notice, for a state whose status word is that of others, too. */
const titles: Partial<Record<RequestState, string>> = {
  held,
  payment_held,
  absent,
  needs_person,
  refused,
  failed,
  delivery_failed,
}

describe('the guide to a purchase', () => {
  test.each(requestStates)('tells of %s, in the words of the console', (state) => {
    const row = guide.split('\n').find((line) => line.startsWith('| **') && line.includes(`| \`${state}\` |`))
    expect(row).toContain(`| **${status[statusByState[state]].word}**`)
    expect(row).toContain(titles[state] ?? '')
  })

  test('names the times that the worker keeps unless told otherwise', () => {
    vi.stubEnv('DATABASE_URL', 'postgres://nowhere')
    vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
    vi.stubEnv('COUNTERSIGN_DATA_KEY', `${'A'.repeat(43)}=`)
    vi.stubEnv('COUNTERSIGN_WORKER_KEY', '{}')
    const settings = workerEnv()
    expect(guide).toContain(
      `| ${settings.COUNTERSIGN_ABSENT_AFTER_MS / 60_000} minutes | \`COUNTERSIGN_ABSENT_AFTER_MS\``,
    )
    expect(guide).toContain(
      `| ${settings.COUNTERSIGN_SEND_TIMEOUT_MS / 1000} seconds | \`COUNTERSIGN_SEND_TIMEOUT_MS\``,
    )
    expect(guide).toContain(`| ${settings.COUNTERSIGN_POLL_MS / 1000} seconds | \`COUNTERSIGN_POLL_MS\``)
  })
})

test('the picture of the states has every word that a request can have, and says in words what it shows', () => {
  const drawn = [...picture.matchAll(/<text class="name"[^>]*>([^<]+)</g)].map(([, text = '']) => text).join(' ')
  const words = new Set(requestStates.map((state) => status[statusByState[state]].word))
  expect([...words].filter((word) => !drawn.includes(word))).toEqual([])
  expect(picture).toMatch(/<title[^>]*>.+<\/title>/)
  expect(picture).toMatch(/<desc[^>]*>.{100,}<\/desc>/)
  expect(picture).toContain('prefers-color-scheme: dark')
})
