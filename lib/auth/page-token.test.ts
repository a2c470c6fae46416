import { expect, test } from 'vitest'
import { isPageTokenOf, pageTokenOf } from './page-token.ts'

const [one, other] = [{ lineage: 'somebody 1700000000.000001' }, { lineage: 'somebody 1700000000.000002' }]
const secret = 'server secret of the test'

test('the token of a page is taken for its own session alone', () => {
  const token = pageTokenOf(one, secret)
  expect(isPageTokenOf(token, one, secret)).toBe(true)
  expect(isPageTokenOf(token, other, secret)).toBe(false)
})

test('who knows the row of a session, and not the secret of the server, makes no token', () => {
  expect(isPageTokenOf(pageTokenOf(one, 'another secret'), one, secret)).toBe(false)
})

test.each([undefined, null, '', 'page.', 7, {}, [pageTokenOf(one, secret)], `${pageTokenOf(one, secret)}=`])(
  '%j is no token',
  (given) => {
    expect(isPageTokenOf(given, one, secret)).toBe(false)
  },
)
