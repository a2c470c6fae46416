import { readableHeap } from './heap.ts'
import { sweep } from './security/sweep.ts'
import { openTraceSink } from './security/trace-sink.ts'
import { type Stack, startStack } from './stack.ts'

const isFull = process.env['SECURITY'] === 'full'

/**
 * Starts the console as a newcomer does, once for all browser tests; one that runs already may be named instead. When all tests
 * are over, no secret that they used may be left anywhere.
 */
export default async function globalSetup() {
  if (process.env['E2E_URL'] && process.env['E2E_CLOUD_URL']) return undefined
  const traces = isFull ? await openTraceSink() : undefined
  const stack = await startStack({ env: traces ? { OTEL_EXPORTER_OTLP_ENDPOINT: traces.url, ...readableHeap } : {} })
  process.env['E2E_URL'] = stack.url
  process.env['E2E_CLOUD_URL'] = stack.cloud.url
  process.env['E2E_DATA_DIR'] = stack.dataDir
  return async () => {
    try {
      await expectNoSecret(stack, new Map(traces ? [['traces', traces.told()]] : []))
    } finally {
      await stack.stop()
      traces?.close()
    }
  }
}

async function expectNoSecret(stack: Stack, more: Map<string, string>): Promise<void> {
  if (process.platform !== 'linux') return
  const { finds, secrets, places, bytes } = await sweep(stack, { isThorough: isFull, more })
  const megabytes = (bytes / 1_000_000).toFixed(1)
  process.stdout.write(
    `Searched ${places} places (${megabytes} MB) for ${secrets} secrets that the tests used: ${finds.length} found\n`,
  )
  if (finds.length > 0) {
    const lines = finds.map(({ what, where }) => `  ${what} in ${where}`)
    throw new Error(`After the tests there were secrets left:\n${[...new Set(lines)].join('\n')}`)
  }
}
