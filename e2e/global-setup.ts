import { startStack } from './stack.ts'

/** Starts the console as a newcomer does, once for all browser tests; one that runs already may be named instead. */
export default async function globalSetup() {
  if (process.env['E2E_URL'] && process.env['E2E_CLOUD_URL']) return undefined
  const stack = await startStack()
  process.env['E2E_URL'] = stack.url
  process.env['E2E_CLOUD_URL'] = stack.cloud.url
  process.env['E2E_DATA_DIR'] = stack.dataDir
  return () => stack.stop()
}
