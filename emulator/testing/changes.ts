import { readFileSync } from 'node:fs'
import type { Answer, CloudUnderTest } from './start-cloud.ts'

const fixture = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../services/${path}.json`, import.meta.url), 'utf8'))

/** The vendor's documented requests. */
export const documentedChange = fixture('cph/fixtures/documented-change')
const documentedModelChange = fixture('cph/fixtures/documented-model-change')
export const documentedChangeOrder = fixture('workspace/fixtures/documented-change-order')
export const documentedResize = fixture('ecs/fixtures/documented-resize')

/** The servers and the desktop that the documented requests are about. */
export const arcadeId = '1234567b8bab40ffb711234cb80d0234'
export const streamHallId = 'a176d8625981453bbafbc0a321d8d6a1'
export const uosDesktopId = 'f8f7fe7a-9043-44ff-815e-ad20fc779d18'

export const changeServer = (
  cloud: CloudUnderTest,
  changes: Record<string, unknown> = {},
  serverId = arcadeId,
): Promise<Answer> =>
  cloud.call('POST', `/v2/{pid}/cloud-phone/servers/${serverId}/change`, { body: { ...documentedChange, ...changes } })

export const changeModel = (cloud: CloudUnderTest, changes: Record<string, unknown> = {}): Promise<Answer> =>
  cloud.call('POST', '/v1/{pid}/cloud-phone/servers/change-server-model', {
    body: { ...documentedModelChange, ...changes },
  })

export const desktopNamed = (cloud: CloudUnderTest, name: string) => {
  const desktop = cloud.emulator.cloud.world.desktops.find((row) => row.name === name)
  if (desktop === undefined) throw new Error(`There is no desktop ${name}.`)
  return desktop
}

/** Orders a change of the desktop with that name. */
export const changeDesktop = (cloud: CloudUnderTest, name: string, body: unknown): Promise<Answer> =>
  cloud.call('POST', `/v2/{pid}/periodic/${desktopNamed(cloud, name).id}/change/order`, { body })

export const serverNamed = (cloud: CloudUnderTest, name: string) => {
  const server = cloud.emulator.cloud.world.cloudServers.find((row) => row.name === name)
  if (server === undefined) throw new Error(`There is no server ${name}.`)
  return server
}

/** Resizes the ECS server with that name. */
export const resizeServer = (cloud: CloudUnderTest, name: string, body: unknown): Promise<Answer> =>
  cloud.call('POST', `/v1.1/{pid}/cloudservers/${serverNamed(cloud, name).id}/resize`, { body })

/** The order as billing shows it. */
export const orderInfo = async (cloud: CloudUnderTest, orderId: string) =>
  (await cloud.call('GET', `/v2/orders/customer-orders/details/${orderId}`)).body.order_info

export const cash = (cloud: CloudUnderTest): number => cloud.emulator.cloud.world.accounts[0]?.balanceFen ?? 0
