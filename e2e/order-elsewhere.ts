import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PretendCloud } from './cloud.ts'
import { callDirectly, spendKey } from './protocol/direct-call.ts'

/** The vendor's own example of a purchase, which leaves the order unpaid. */
const documented: { request: object } = JSON.parse(
  readFileSync(new URL('../lib/operations/buy-phone-servers/fixtures/documented.json', import.meta.url), 'utf8'),
)

/** Somebody orders a server past the console and does not pay yet. Returns the order's id; throws when it is refused. */
export async function orderElsewhere(cloud: PretendCloud): Promise<string> {
  const key = spendKey(await cloud.credentials(), 'cn-north-4')
  const body = { ...documented.request, server_name: `else-${randomBytes(3).toString('hex')}` }
  const { status, answer } = await callDirectly(cloud, key, { path: '/v2/{project}/cloud-phone/servers', body })
  if (status !== 200) throw new Error(`The pretend cloud took no order: ${status} ${JSON.stringify(answer)}`)
  return String(Reflect.get(answer, 'order_id'))
}
