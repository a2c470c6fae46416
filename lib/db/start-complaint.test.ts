import { expect, test } from 'vitest'
import { startComplaint } from './start-complaint.ts'

const failure = (message: string, code: string) => Object.assign(new Error(message), { code })

test.each([
  ['unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'sslrootcert='],
  ['self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN', 'sslrootcert='],
  ['password authentication failed for user "web"', '28P01', 'pg_hba.conf'],
  ['relation "migration" does not exist', '42P01', 'npm run migrate'],
])('a database that cannot be used at the start is told in two lines: %s', (message, code, remedy) => {
  const [first, second, ...more] = startComplaint(failure(message, code)).split('\n')
  expect(first).toBe(`The database cannot be used: ${message}.`)
  expect(second).toContain(remedy)
  expect(more).toEqual([])
})

test('what was asked is not told; a refused connection is by its code, a failed migration by its name and reason', () => {
  expect(startComplaint(failure('', 'ECONNREFUSED'))).toBe('The database cannot be used: ECONNREFUSED.')
  const asked = new Error('Failed query: insert … params: a secret', { cause: failure('permission denied', '42501') })
  expect(startComplaint(asked)).toMatch(
    /^The database cannot be used: permission denied\.\n {2}The login may not do this/,
  )
  const failed = new Error('Migration 0001.sql failed', { cause: failure('syntax error', '42601') })
  expect(startComplaint(failed)).toBe('The database cannot be used: Migration 0001.sql failed: syntax error.')
})
