import { test } from '../fixtures.ts'
import { letOutsiderIn, type Outsider } from './outsider.ts'

/**
 * Where the console that is tested keeps its files. Of one that was started elsewhere nobody knows: then all tests of the file
 * that calls this are left out.
 */
export function requireDataDir(): string {
  const dataDir = process.env['E2E_DATA_DIR'] ?? ''
  test.skip(dataDir === '', 'a console that was started elsewhere does not show its database')
  return dataDir
}

/** Lets an outsider in before the tests of the file that calls this, and has them leave afterwards. */
export function outsiderOfThisFile(): () => Outsider {
  const dataDir = requireDataDir()
  let outsider: Outsider
  test.beforeAll(async () => {
    outsider = await letOutsiderIn(dataDir)
  })
  test.afterAll(() => outsider.leave())
  return () => outsider
}
