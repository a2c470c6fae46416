import { expect, test } from 'vitest'
import { codeIn } from './code-in.ts'

test.each([
  ['errors.cloudRefused|{"code":"CPS.0065","message":"Quota."}', 'CPS.0065'],
  ['APIGW.0301 Incorrect IAM authentication information', 'APIGW.0301'],
  ['WKS.00010032', 'WKS.00010032'],
])('%s carries the code %s', (message, code) => expect(codeIn(message)).toBe(code))

test.each(['errors.account.paused', 'errors.orderAbove|{"amountMinor":12}', 'The cloud said 12.0034 of it', ''])(
  '%s carries none',
  (message) => expect(codeIn(message)).toBeUndefined(),
)
