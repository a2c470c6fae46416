import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core'
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js'
import { createTransport } from '#lib/cloud/transport.ts'
import { type Credential, type PretendCloud, startPretendCloud } from '../e2e/cloud.ts'
import { type Suite, measure, median } from './measure.ts'

const path = (projectId: string) => `/v1/${projectId}/cloud-phone/servers`
const parallel = 16

/** Reads a second, `parallel` at a time, for `ms`. */
async function rate(read: () => Promise<unknown>, ms: number): Promise<number> {
  const from = performance.now()
  let reads = 0
  const lane = async () => {
    while (performance.now() - from < ms) {
      await read()
      reads++
    }
  }
  await Promise.all(Array.from({ length: parallel }, lane))
  return (reads * 1000) / (performance.now() - from)
}

/** The console's transport beside the vendor's SDK client, against the pretend cloud, in turns. */
export const reads: Suite = {
  name: 'reads',
  async run() {
    const cloud = await startPretendCloud()
    try {
      await cloud.control('options', { throttlePerSecond: 0 })
      const key = (await cloud.credentials()).find((row) => row.kind === 'read')
      if (!key) throw new Error('The pretend cloud has no key to read with')
      const ours = ourRead(cloud, key)
      const vendor = vendorRead(cloud, key)
      const rounds = []
      for (let round = 0; round < 6; round++)
        rounds.push({ ours: await rate(ours.read, 700), other: await rate(vendor, 700) })
      ours.close()
      const counted = rounds.slice(1)
      return [
        measure({
          name: 'signed reads/s through the transport against the vendor SDK client',
          value: median(counted.map((r) => r.ours / r.other)),
          unit: '×',
          budget: 1.5,
          better: 'higher',
          sides: {
            ours: Math.round(median(counted.map((r) => r.ours))),
            other: Math.round(median(counted.map((r) => r.other))),
          },
        }),
      ]
    } finally {
      await cloud.stop()
    }
  },
}

function ourRead(cloud: PretendCloud, key: Credential) {
  const transport = createTransport({
    projectId: key.project_id,
    domainId: key.domain_id,
    credentials: async () => ({ kind: 'access_key', accessKey: key.ak, secretKey: key.sk }),
    resolve: () => cloud.url,
    clock: { now: () => new Date() },
  })
  const call = {
    service: 'cph',
    method: 'GET',
    path: path(key.project_id),
    query: { limit: 10 },
    api: 'bench',
  } as const
  return { read: () => transport.read(call), close: () => transport.close() }
}

function vendorRead(cloud: PretendCloud, key: Credential): () => Promise<unknown> {
  const credential = new BasicCredentials().withAk(key.ak).withSk(key.sk).withProjectId(key.project_id)
  const client = new ClientBuilder((made) => made).withCredential(credential).withEndpoint(cloud.url).build()
  const options = {
    method: 'GET',
    url: path(key.project_id),
    contentType: 'application/json',
    queryParams: { limit: 10 },
    pathParams: {},
    headers: {},
    data: {},
  }
  return () => client.sendRequest({ ...options, headers: {} })
}
