import { createRequire } from 'node:module'
import { z } from 'zod'
import { sign } from '#lib/cloud/signer.ts'
import { type Suite, measure, median } from './measure.ts'

type Sign = (request: object, credential: object) => unknown
const VendorSigner = z.object({
  AKSKSigner: z.custom<{ sign: Sign }>((value) => typeof value === 'function' && 'sign' in value),
})

const key = { accessKey: 'BENCHAK0000000000001', secretKey: 'bench-secret-not-a-secret' }
const body = JSON.stringify({
  server_name: 'farm',
  count: 2,
  ports: [{ name: 'web', listen_port: 21_080, internet_accessible: 'true' }],
})
const url =
  'https://cph.cn-north-4.myhuaweicloud.com/v2/0123456789abcdef0123456789abcdef/cloud-phone/servers?limit=10&offset=0'

/** Calls a second of `work`, run for `ms`. */
function rate(work: () => unknown, ms: number): number {
  const until = performance.now() + ms
  let calls = 0
  const from = performance.now()
  while (performance.now() < until) {
    for (let i = 0; i < 50; i++) work()
    calls += 50
  }
  return (calls * 1000) / (performance.now() - from)
}

/** Our signer beside the one of the vendor's Node SDK, in turns, so that a slow moment hits both. */
export const signing: Suite = {
  name: 'signing',
  async run() {
    const vendor = loadVendorSigner()
    const headers = { 'content-type': 'application/json' }
    const ours = () => sign({ method: 'POST', url, headers, body }, key, new Date())
    const rounds = Array.from({ length: 7 }, () => ({ ours: rate(ours, 300), other: rate(vendor, 300) })).slice(1)
    const sides = {
      ours: Math.round(median(rounds.map((r) => r.ours))),
      other: Math.round(median(rounds.map((r) => r.other))),
    }
    return [
      measure({
        name: 'signer calls/s against the vendor SDK signer',
        value: median(rounds.map((r) => r.ours / r.other)),
        unit: '×',
        budget: 3,
        better: 'higher',
        sides,
      }),
    ]
  },
}

function loadVendorSigner(): () => unknown {
  const require = createRequire(import.meta.url)
  const { AKSKSigner } = VendorSigner.parse(require('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner'))
  const request = {
    endpoint: url.slice(0, url.indexOf('?')),
    method: 'POST',
    url: url.slice(0, url.indexOf('?')),
    queryParams: { limit: 10, offset: 0 },
    headers: { 'content-type': 'application/json' },
    data: z.json().parse(JSON.parse(body)),
  }
  const credential = { getAk: () => key.accessKey, getSk: () => key.secretKey }
  return () => AKSKSigner.sign(request, credential)
}
