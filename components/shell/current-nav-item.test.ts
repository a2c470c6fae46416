import { expect, test } from 'vitest'
import { currentNavItem } from './current-nav-item.ts'

const groups = [
  { items: [{ href: '/' }, { href: '/orders' }] },
  { items: [{ href: '/settings' }, { href: '/settings/people' }] },
]

test('a page below an item belongs to that item', () => {
  expect(currentNavItem('/orders/CS1', groups)).toBe('/orders')
})

test('the longest address wins', () => {
  expect(currentNavItem('/settings/people/7', groups)).toBe('/settings/people')
})

test('the overview is current only on its own page, and a mere beginning of a word is no match', () => {
  expect(currentNavItem('/', groups)).toBe('/')
  expect(currentNavItem('/ordersheet', groups)).toBeUndefined()
})
