import { expect, test } from 'vitest'
import { isBoughtElsewhere, orderTypeWords } from './status.ts'

test('what nobody here asked for was bought elsewhere, unless the cloud makes such orders by itself', () => {
  const elsewhere = Object.entries(orderTypeWords).filter(([, orderType]) =>
    isBoughtElsewhere({ request: null, orderType }),
  )
  expect(elsewhere.map(([word]) => word)).toEqual(['buy', 'change', 'to_periodic', 'trial', 'trial_to_commercial'])
  expect(isBoughtElsewhere({ request: { id: 'r' }, orderType: orderTypeWords.buy })).toBe(false)
})
