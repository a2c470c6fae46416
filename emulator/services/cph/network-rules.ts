import type { Call } from '../../gateway/call.ts'
import { eipsInBandwidth, freeAddresses, isFreeEip, sharedBandwidthIps } from '../../world/network-rows.ts'
import type { Subnet } from '../../world/network.ts'
import type { PlacementBody } from './purchase-body.ts'
import { refusal } from './refusals.ts'

/** How many servers need how many addresses each; and the server that frees its own when it is changed. */
type Need = { vips: number; count: number; serverId: string | undefined }

/** VPC, subnet, addresses and bandwidths of new servers. Throws the vendor's refusal of the first that does not fit. */
export function checkNetwork(call: Call, body: PlacementBody, need: Need): { subnet: Subnet; eipCount: number } {
  const subnet = checkSubnet(call, body, need)
  const eipCount = checkPublicIp(call, body, need)
  checkBandwidth(call, body, eipCount * need.count)
  return { subnet, eipCount }
}

function checkSubnet({ cloud: { world }, project }: Call, body: PlacementBody, { vips, count }: Need): Subnet {
  const vpcId = body.tenant_vpc_id.toLowerCase()
  const subnetId = body.nics[0]?.subnet_id.toLowerCase()
  if (!world.vpcs.some((row) => row.id === vpcId && row.projectId === project.id))
    throw refusal('CPS.0236', 'tenant_vpc_id', 'does not exist.')
  const subnet = world.subnets.find((row) => row.id === subnetId && row.vpcId === vpcId)
  if (subnet === undefined) throw refusal('CPS.0228', 'nics.0.subnet_id', 'is not in the VPC.')
  if (freeAddresses(world, subnet) < vips * count)
    throw refusal('CPS.0241', 'nics.0.subnet_id', 'has too few free addresses.')
  const ipv6Bandwidth = body.nics[0]?.ipv6_bandwidth?.band_width_id
  if (ipv6Bandwidth !== undefined)
    findShared({ world, projectId: project.id }, ipv6Bandwidth, 'nics.0.ipv6_bandwidth.band_width_id')
  return subnet
}

function checkPublicIp(
  { cloud: { world }, project }: Call,
  { public_ip: wanted }: PlacementBody,
  { vips, count, serverId }: Need,
): number {
  const eipCount = wanted.count ?? 1
  if (eipCount > vips) throw refusal('CPS.0238', 'public_ip.count')
  const existing = wanted.ids?.[0]?.toLowerCase()
  if (existing === undefined || eipCount === 0) return eipCount
  const eip = world.eips.find((row) => row.id === existing && row.projectId === project.id)
  const isOwn = eip !== undefined && serverId !== undefined && eip.deviceId === serverId
  if (eip === undefined || !(isFreeEip(eip) || isOwn)) throw refusal('CPS.0239', 'public_ip.ids', 'is not a free EIP.')
  if (count > 1) throw refusal('CPS.0238', 'public_ip.ids', 'cannot serve more than one server.')
  return 1
}

function checkBandwidth({ cloud: { world }, project }: Call, body: PlacementBody, addresses: number): void {
  const { band_width_share_type: shareType, band_width_id: id } = body.band_width
  if (shareType !== 1 || id === undefined) return
  const shared = findShared({ world, projectId: project.id }, id, 'band_width.band_width_id')
  if (eipsInBandwidth(world, shared.id) + addresses > sharedBandwidthIps)
    throw refusal('CPS.0241', 'band_width.band_width_id', 'has no room for more addresses.')
}

function findShared(
  { world, projectId }: { world: Call['cloud']['world']; projectId: string },
  id: string,
  field: string,
) {
  const row = world.bandwidths.find((one) => one.id === id.toLowerCase() && one.projectId === projectId)
  if (row?.shareType !== 'WHOLE') throw refusal('CPS.0115', field, 'does not exist.')
  return row
}
