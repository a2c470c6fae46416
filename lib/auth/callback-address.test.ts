import { expect, test } from 'vitest'
import { isCallbackAddress } from './callback-address.ts'

test.each(['/', '/orders?q=1', 'https://console.example.com/orders', 'http://127.0.0.1:3000', '//elsewhere'])(
  '%j is somewhere to go back to',
  (text) => expect(isCallbackAddress(text)).toBe(true),
)

test.each(['demo', 'javascript:alert(1)', 'https://', "'||pg_sleep(5)||'", '\u0000', '%', '//', 'data:text/html,x'])(
  '%j is nowhere',
  (text) => expect(isCallbackAddress(text)).toBe(false),
)
