import { phoneImageWith } from '../../catalog/images.ts'
import { type PhoneModel, phoneModelNamed } from '../../catalog/phone-models.ts'
import { serverModelNamed } from '../../catalog/server-models.ts'
import type { Call } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Subnet } from '../../world/network.ts'
import { checkNetwork } from './network-rules.ts'
import { checkProperty } from './property.ts'
import type { PurchaseServersBody } from './purchase-body.ts'
import { refusal } from './refusals.ts'

export type Checked = {
  phoneModel: PhoneModel
  zone: string
  subnet: Subnet
  phonesPerIp: number
  vips: number
  eipCount: number
}

/** The rules of the purchase that a schema cannot hold. Throws the vendor's refusal of the first one that is broken. */
export function checkPurchase(call: Call, body: PurchaseServersBody): Checked {
  checkBytes(body)
  checkPorts(body)
  checkAgency(call)
  const phoneModel = checkModels(body)
  checkImage(body, phoneModel)
  checkKeyPair(call, body)
  checkEnterpriseProject(call, body)
  const phonesPerIp = body.phone_count_per_ip ?? phoneModel.phones
  if (phonesPerIp > phoneModel.phones) throw refusal('CPS.0241', 'phone_count_per_ip')
  const vips = Math.ceil(phoneModel.phones / phonesPerIp)
  if (phoneModel.version === 1 && body.phone_data_volume === undefined)
    throw refusal('CPS.9001', 'phone_data_volume', 'is empty.')
  const { subnet, eipCount } = checkNetwork(call, body, vips)
  const zone = checkZone(call, body)
  if (body.property !== undefined) checkProperty(body.property)
  checkQuota(call, body)
  return { phoneModel, zone, subnet, phonesPerIp, vips, eipCount }
}

function checkBytes(body: PurchaseServersBody): void {
  const limits: [value: string | undefined, bytes: number, code: string, field: string][] = [
    [body.server_model_name, 64, 'CPS.0089', 'server_model_name'],
    [body.phone_model_name, 64, 'CPS.0028', 'phone_model_name'],
    [body.image_id, 32, 'CPS.0030', 'image_id'],
    [body.keypair_name, 64, 'CPS.0067', 'keypair_name'],
  ]
  for (const [value, bytes, code, field] of limits)
    if (value !== undefined && Buffer.byteLength(value) > bytes) throw refusal(code, field)
}

function checkPorts({ ports = [] }: PurchaseServersBody): void {
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

function checkModels(body: PurchaseServersBody): PhoneModel {
  const serverModel = serverModelNamed(body.server_model_name)
  if (serverModel === undefined) throw refusal('CPS.0089', 'server_model_name')
  const phoneModel = phoneModelNamed(body.phone_model_name)
  if (phoneModel === undefined) throw refusal('CPS.0028', 'phone_model_name')
  if (phoneModel.serverModel !== serverModel.name)
    throw refusal('CPS.0157', 'phone_model_name', 'does not fit server_model_name.')
  if (phoneModel.status === 0 || serverModel.isSoldOut)
    throw new CloudError(400, 'CPS.0066', 'The resources of this flavor are sold out.')
  return phoneModel
}

function checkImage(body: PurchaseServersBody, phoneModel: PhoneModel): void {
  const image = phoneImageWith(body.image_id)
  if (image === undefined) throw refusal('CPS.0166', 'image_id', 'does not exist.')
  if (image.label !== phoneModel.imageLabel) throw refusal('CPS.0030', 'image_id', 'does not fit phone_model_name.')
}

function checkKeyPair({ cloud, caller, project }: Call, { keypair_name: name }: PurchaseServersBody): void {
  if (name === undefined) return
  const keyPair = cloud.world.keyPairs.find((row) => row.projectId === project.id && row.name === name)
  if (keyPair === undefined || (keyPair.scope === 'user' && keyPair.userId !== caller.userId))
    throw refusal('CPS.0067', 'keypair_name', 'does not exist.')
}

function checkEnterpriseProject({ cloud, caller }: Call, body: PurchaseServersBody): void {
  const id = body.extend_param.enterprise_project_id ?? '0'
  const row = cloud.world.enterpriseProjects.find((one) => one.domainId === caller.domainId && one.id === id)
  if (row?.status !== 1) throw refusal('CPS.0055', 'extend_param.enterprise_project_id')
}

/** The zone asked for, or the first one of the region, as the platform chooses. */
function checkZone({ cloud, project }: Call, body: PurchaseServersBody): string {
  const zones = cloud.world.zones.filter((zone) => zone.region === project.name && zone.isAvailable)
  const zone =
    body.availability_zone === undefined ? zones[0] : zones.find((row) => row.name === body.availability_zone)
  if (zone === undefined) throw refusal('CPS.9003', 'availability_zone')
  return zone.name
}

function checkQuota({ cloud, project, caller }: Call, body: PurchaseServersBody): void {
  const { world, options } = cloud
  const account = world.accounts.find((row) => row.domainId === caller.domainId)
  const quota = options.serverQuota ?? account?.serverQuota ?? 0
  const used = world.servers.filter((server) => server.projectId === project.id && server.status !== 6).length
  if (used + body.count > quota)
    throw new CloudError(400, 'CPS.0065', 'The quota of cloud phone servers is insufficient.')
}
