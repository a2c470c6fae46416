import { expect, test } from 'vitest'
import { safeNextPath } from './next-path.ts'

test.for(['/requests', '/requests/7?tab=call#price', '/operations/buy-phone-servers/new', '/orders?q=a%2Fb'])(
  'sign-in leads back to %s',
  (path) => {
    expect(safeNextPath(path)).toBe(path)
  },
)

test.for([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  'requests',
  '',
  undefined,
  ['/requests'],
  `/${'x'.repeat(2000)}`,
  '/orders%',
  '/orders/%zz',
  '/orders/%ff',
  '/sign-in?next=/sign-in',
  '/api/auth/signout',
])('sign-in leads to the start page instead of %j', (path) => {
  expect(safeNextPath(path)).toBe('/')
})

test('a path that climbs into the API is not followed', () => {
  expect(safeNextPath('/requests/../api/auth/signout')).toBe('/')
})
