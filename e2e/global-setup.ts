import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#lib/db/embedded.ts'
import { readableHeap } from './heap.ts'
import { connectedTo, otherwiseThanDocumented, recordingOutbound } from './security/outbound.ts'
import { sweep } from './security/sweep.ts'
import { openTraceSink } from './security/trace-sink.ts'
import { type Stack, startStack } from './stack.ts'

const isFull = process.env['SECURITY'] === 'full'

/**
 * Starts the console as a newcomer does, once for all browser tests; one that runs already may be named instead. When all tests
 * are over, no secret that they used may be left anywhere, and web and worker may have connected to nobody whom the guide does not
 * name.
 */
export default async function globalSetup() {
  if (process.env['E2E_URL'] && process.env['E2E_CLOUD_URL']) return undefined
  const traces = isFull ? await openTraceSink() : undefined
  const folder = mkdtempSync(join(tmpdir(), 'countersign-outbound-'))
  const outbound = join(folder, 'log')
  const recording = recordingOutbound(outbound)
  const stack = await startStack({
    env: traces
      ? {
          ...recording,
          OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
          NODE_OPTIONS: `${recording.NODE_OPTIONS} ${readableHeap.NODE_OPTIONS}`,
        }
      : recording,
  })
  process.env['E2E_URL'] = stack.url
  process.env['E2E_CLOUD_URL'] = stack.cloud.url
  process.env['E2E_DATA_DIR'] = stack.dataDir
  return async () => {
    try {
      await expectNoSecret(stack, new Map(traces ? [['traces', traces.told()]] : []))
      await expectNobodyElse(stack, outbound, traces?.url)
    } finally {
      await stack.stop()
      traces?.close()
      rmSync(folder, { recursive: true, force: true })
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

async function expectNobodyElse({ url, dataDir, cloud }: Stack, outbound: string, collector?: string): Promise<void> {
  const postgres = await startEmbedded({ dataDir })
  const hostOf = (address: string) => new URL(address).host
  const connected = connectedTo(outbound)
  const otherwise = otherwiseThanDocumented(connected, {
    database: hostOf(postgres.url('countersign')),
    cloud: hostOf(cloud.url),
    web: hostOf(url),
    collector: collector === undefined ? undefined : hostOf(collector),
  })
  process.stdout.write(`Web and worker connected to ${new Set(Object.values(connected).flat()).size} addresses\n`)
  if (otherwise.length > 0)
    throw new Error(`Not as docs/guides/security.md says of whom web and worker reach:\n  ${otherwise.join('\n  ')}`)
}
