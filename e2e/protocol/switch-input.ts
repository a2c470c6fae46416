import { allPhones } from '#lib/cloud/services/cph-phones.ts'
import { allServers } from '#lib/cloud/services/cph-servers.ts'
import type { Input } from '#lib/operations/switch-phone-server/contract.ts'
import type { World } from './world.ts'

/** A switch of the server with that name to the flavor and network of the vendor's documented example. */
export async function switchOf(world: World, name: string, changes: Partial<Input> = {}): Promise<Input> {
  const reads = await world.deps.reads(world.accountId)
  const server = (await allServers(reads, { serverName: name })).find((row) => row.name === name)
  if (!server) throw new Error(`The pretend cloud has no server ${name}`)
  const { id, serverModel = '', phoneModel = '', availabilityZone } = server
  const phones = await allPhones(reads, { serverId: id })
  return {
    account: { accountId: world.accountId, enterpriseProjectId: '0' },
    target: { id, name, serverModel, phoneModel, zone: availabilityZone },
    model: { phoneModel: 'kg1.cp.c20.d64SSD.e1v1', phones: 20, generation: '1.0' },
    image: { imageId: '20060220200717f201120a2300000e91', keypairName: 'keypair' },
    network: {
      vpcId: 'fca063f6-b942-42a8-9004-e5545f58d6a2',
      subnetId: 'f1cbfc37-eb42-4357-a0ec-9e4f11950908',
      ipv6: { enabled: false },
      eip: { source: 'new', type: '5_bgp', count: 1 },
      bandwidth: { share: 'dedicated', sizeMbps: 300, chargeMode: 'traffic' },
    },
    access: { ports: [{ name: 'web', listenPort: 21_080, internetAccessible: true }] },
    disks: { generation: '1.0' },
    danger: { phoneIds: phones.map((phone) => phone.id), isUnderstood: true, serverName: name },
    ...changes,
  }
}
