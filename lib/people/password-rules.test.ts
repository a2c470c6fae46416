import { expect, test } from 'vitest'
import { passwordProblem } from './password-rules.ts'

const own = ['Mei Lin', 'mei.lin@example.com']

test.each([
  ['short', 'x7#kQ', 'errors.passwordShort|{"min":12}'],
  ['longer than anybody types', 'kq'.repeat(65), 'errors.tooLong|{"max":128}'],
  ['on every list', 'password1234', 'errors.passwordCommon'],
  ['a row of keys', 'qwertyuiop12', 'errors.passwordCommon'],
  ['one letter again and again', 'aaaaaaaaaaaaaaaa', 'errors.passwordCommon'],
  ["the person's own name", 'meilinmeilin1', 'errors.passwordCommon'],
])('a password that is %s is refused', (_, password, problem) => {
  expect(passwordProblem(password, own)).toBe(problem)
})

test.each(['correct horse battery staple', 'jinbei-kufari-21', '河流在夜里很安静而且非常长啊'])(
  '%s is taken',
  (password) => {
    expect(passwordProblem(password, own)).toBeUndefined()
  },
)
