import { phoneImageWith } from '../../catalog/images.ts'
import { type PhoneModel, phoneModelNamed } from '../../catalog/phone-models.ts'
import { serverModelNamed } from '../../catalog/server-models.ts'
import type { Call } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Subnet } from '../../world/network.ts'
import type { PhoneServer } from '../../world/phone-server.ts'
import { checkNetwork } from './network-rules.ts'
import { checkProperty } from './property.ts'
import type { ChangeServerBody, PlacementBody, PurchaseServersBody } from './purchase-body.ts'
import { refusal } from './refusals.ts'

export type Checked = {
  phoneModel: PhoneModel
  zone: string
  subnet: Subnet
  phonesPerIp: number
  vips: number
  eipCount: number
}

/** The server that the phones are to run on: several new ones, or one that gets new hardware. */
type Host = {
  serverModel: string
  count: number
  enterpriseProjectId: string | undefined
  /** The server that is changed. */
  server?: PhoneServer
}

/** The rules of the purchase that a schema cannot hold. Throws the vendor's refusal of the first one that is broken. */
export function checkPurchase(call: Call, body: PurchaseServersBody): Checked {
  if (Buffer.byteLength(body.server_model_name) > 64) throw refusal('CPS.0089', 'server_model_name')
  return checkPlacement(call, body, {
    serverModel: body.server_model_name,
    count: body.count,
    enterpriseProjectId: body.extend_param.enterprise_project_id,
  })
}

/** The rules of a change of hardware: those of a purchase, for the server model that is there. */
export const checkChange = (call: Call, body: ChangeServerBody, server: PhoneServer): Checked =>
  checkPlacement(call, body, {
    serverModel: server.serverModel,
    count: 1,
    enterpriseProjectId: body.extend_param?.enterprise_project_id,
    server,
  })

function checkPlacement(call: Call, body: PlacementBody, host: Host): Checked {
  checkBytes(body)
  checkPorts(body)
  checkAgency(call)
  const phoneModel = checkModels(host.serverModel, body.phone_model_name)
  checkImage(body, phoneModel)
  checkKeyPair(call, body)
  checkEnterpriseProject(call, host.enterpriseProjectId)
  const phonesPerIp = body.phone_count_per_ip ?? phoneModel.phones
  if (phonesPerIp > phoneModel.phones) throw refusal('CPS.0241', 'phone_count_per_ip')
  const vips = Math.ceil(phoneModel.phones / phonesPerIp)
  if (phoneModel.version === 1 && body.phone_data_volume === undefined)
    throw refusal('CPS.9001', 'phone_data_volume', 'is empty.')
  const { subnet, eipCount } = checkNetwork(call, body, { vips, count: host.count, serverId: host.server?.id })
  const zone = checkZone(call, body.availability_zone, host.server?.zone)
  if (body.property !== undefined) checkProperty(body.property)
  checkQuota(call, host.count)
  return { phoneModel, zone, subnet, phonesPerIp, vips, eipCount }
}

function checkBytes(body: PlacementBody): void {
  const limits: [value: string | undefined, bytes: number, code: string, field: string][] = [
    [body.phone_model_name, 64, 'CPS.0028', 'phone_model_name'],
    [body.image_id, 32, 'CPS.0030', 'image_id'],
    [body.keypair_name, 64, 'CPS.0067', 'keypair_name'],
  ]
  for (const [value, bytes, code, field] of limits)
    if (value !== undefined && Buffer.byteLength(value) > bytes) throw refusal(code, field)
}

function checkPorts({ ports = [] }: PlacementBody): void {
  for (const [position, { name }] of ports.entries())
    if (Buffer.byteLength(name) > 16) throw refusal('CPS.0038', `ports.${position}.name`)
  if (new Set(ports.map((port) => port.name)).size < ports.length)
    throw refusal('CPS.0039', 'ports.name', 'is conflicted.')
  if (new Set(ports.map((port) => port.listen_port)).size < ports.length)
    throw refusal('CPS.0041', 'ports.listen_port', 'is conflicted.')
}

function checkAgency({ cloud, caller }: Call): void {
  const agency = cloud.world.agencies.find((row) => row.domainId === caller.domainId && row.name === 'cph_admin_trust')
  if (agency?.roles.some((role) => role.displayName === 'VPC FullAccess') !== true)
    throw new CloudError(403, 'CPS.0001', 'The agency cph_admin_trust with VPC FullAccess is missing.')
}

/** Both models, which must be on sale and belong together. */
export function checkModels(serverModelName: string, phoneModelName: string): PhoneModel {
  const serverModel = serverModelNamed(serverModelName)
  if (serverModel === undefined) throw refusal('CPS.0089', 'server_model_name')
  const phoneModel = phoneModelNamed(phoneModelName)
  if (phoneModel === undefined) throw refusal('CPS.0028', 'phone_model_name')
  if (phoneModel.serverModel !== serverModel.name)
    throw refusal('CPS.0157', 'phone_model_name', 'does not fit server_model_name.')
  if (phoneModel.status === 0 || serverModel.isSoldOut)
    throw new CloudError(400, 'CPS.0066', 'The resources of this flavor are sold out.')
  return phoneModel
}

function checkImage(body: PlacementBody, phoneModel: PhoneModel): void {
  const image = phoneImageWith(body.image_id)
  if (image === undefined) throw refusal('CPS.0166', 'image_id', 'does not exist.')
  if (image.label !== phoneModel.imageLabel) throw refusal('CPS.0030', 'image_id', 'does not fit phone_model_name.')
}

function checkKeyPair({ cloud, caller, project }: Call, { keypair_name: name }: PlacementBody): void {
  if (name === undefined) return
  const keyPair = cloud.world.keyPairs.find((row) => row.projectId === project.id && row.name === name)
  if (keyPair === undefined || (keyPair.scope === 'user' && keyPair.userId !== caller.userId))
    throw refusal('CPS.0067', 'keypair_name', 'does not exist.')
}

function checkEnterpriseProject({ cloud, caller }: Call, id = '0'): void {
  const row = cloud.world.enterpriseProjects.find((one) => one.domainId === caller.domainId && one.id === id)
  if (row?.status !== 1) throw refusal('CPS.0055', 'extend_param.enterprise_project_id')
}

/** The zone asked for, else the one the server is in, else the first of the region, as the platform chooses. */
function checkZone({ cloud, project }: Call, wanted: string | undefined, current: string | undefined): string {
  const zones = cloud.world.zones.filter((zone) => zone.region === project.name && zone.isAvailable)
  const name = wanted ?? current
  const zone = name === undefined ? zones[0] : zones.find((row) => row.name === name)
  if (zone === undefined) throw refusal('CPS.9003', 'availability_zone')
  return zone.name
}

/** A server whose hardware is being changed counts twice meanwhile. */
function checkQuota({ cloud, project, caller }: Call, count: number): void {
  const { world, options } = cloud
  const account = world.accounts.find((row) => row.domainId === caller.domainId)
  const quota = options.serverQuota ?? account?.serverQuota ?? 0
  const own = world.servers.filter((server) => server.projectId === project.id && server.status !== 6).length
  const doubled = world.jobs.filter(
    (job) => job.projectId === project.id && job.status === 1 && job.placement !== undefined,
  ).length
  if (own + doubled + count > quota)
    throw new CloudError(400, 'CPS.0065', 'The quota of cloud phone servers is insufficient.')
}
