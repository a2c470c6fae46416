import { expect, test } from 'vitest'
import { speakerOf } from './speaker.ts'

const reason = (words: string, code: string | null = null) => speakerOf({ words, code, message: 'ECONNREFUSED' })

test('what the network said of a call that did not leave is not put in the cloud’s mouth', () => {
  expect(reason('reasons.notSent')).toBe('network')
  expect(reason('reasons.notProven')).toBe('network')
  expect(reason('reasons.answeredLate')).toBe('network')
  expect(reason('reasons.answeredLate', 'CPS.0001')).toBe('cloud')
})

test('nor is what the console itself or a person wrote', () => {
  expect(reason('reasons.cannotCheck', 'client.timed_out')).toBe('console')
  expect(reason('reasons.cannotCheck', 'unavailable')).toBe('console')
  expect(reason('reasons.closedByPerson')).toBe('person')
  expect(reason('reasons.disowned|{"orders":"CS1"}')).toBe('person')
})

test('the cloud’s own codes and words are its own', () => {
  expect(reason('reasons.cloudRefused', 'CPS.0015')).toBe('cloud')
  expect(reason('reasons.jobFailed')).toBe('cloud')
})
