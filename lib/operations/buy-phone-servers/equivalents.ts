import { kooCli } from '../koo-cli.ts'
import type { Input } from './contract.ts'
import { toBody } from './contract.ts'
import { markPlaceholder, sentName } from './server-names.ts'

type Place = { region: string; projectId: string }
type Equivalent = { id: string; label: string; caption: string; code: string }

/** The same purchase for the vendor's command line and for Terraform. Neither waits for a second person. */
export const equivalents = (input: Input, place: Place): Equivalent[] => [
  kooCli({
    region: place.region,
    service: 'CPH',
    action: 'CreateNet2CloudPhoneServer',
    file: 'purchase.json',
    path: { project_id: place.projectId },
    body: toBody(input, sentName(input.image.name, markPlaceholder)),
  }),
  { id: 'terraform', label: 'Terraform', caption: 'huaweicloud_cph_server', code: terraform(input, place) },
]

/** The provider knows neither disks of 2.0 flavors, nor IPv6, nor phones per address: those are named as comments. */
function terraform(input: Input, { region }: Place): string {
  const { account, model, image, network, access, term } = input
  const lines = [
    ...(image.count > 1 ? [`count = ${image.count}`] : []),
    `region = ${quoted(region)}`,
    `name = ${quoted(image.name)}`,
    `server_flavor = ${quoted(model.serverModel)}`,
    `phone_flavor = ${quoted(model.phoneModel)}`,
    `image_id = ${quoted(image.imageId)}`,
    ...(image.keypairName === undefined ? [] : [`keypair_name = ${quoted(image.keypairName)}`]),
    `vpc_id = ${quoted(network.vpcId)}`,
    `subnet_id = ${quoted(network.subnetId)}`,
    ...(account.availabilityZone === undefined ? [] : [`availability_zone = ${quoted(account.availabilityZone)}`]),
    ...addressLines(network),
    ...bandwidthLines(network),
    ...access.ports.flatMap((port) => [
      'ports {',
      `  name = ${quoted(port.name)}`,
      `  listen_port = ${port.listenPort}`,
      `  internet_accessible = ${quoted(String(port.internetAccessible))}`,
      '}',
    ]),
    `period_unit = ${quoted(term.unit)}`,
    `period = ${term.count}`,
    `auto_renew = ${quoted(String(term.autoRenew))}`,
    `enterprise_project_id = ${quoted(account.enterpriseProjectId)}`,
    ...unsupported(input).map((what) => `# not known to the provider: ${what}`),
  ]
  return `resource "huaweicloud_cph_server" "phones" {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`
}

function addressLines({ eip }: Input['network']): string[] {
  if (eip.source === 'new') return [`eip_type = ${quoted(eip.type)}`]
  return eip.source === 'existing' ? [`eip_id = ${quoted(eip.eipId)}`] : []
}

function bandwidthLines({ bandwidth }: Input['network']): string[] {
  const mode = bandwidth.chargeMode === 'bandwidth' ? '0' : '1'
  const own =
    bandwidth.share === 'dedicated'
      ? ['  share_type = "0"', `  size = ${bandwidth.sizeMbps}`]
      : ['  share_type = "1"', `  id = ${quoted(bandwidth.bandwidthId)}`]
  return ['bandwidth {', ...own, `  charge_mode = ${quoted(mode)}`, '}']
}

const unsupported = ({ disks, network, access }: Input): string[] => [
  ...(disks.generation === '2.0' ? [`phone_data_volume ${disks.phoneDisk.sizeGib} GiB ${disks.phoneDisk.type}`] : []),
  ...(disks.generation === '2.0' && disks.sharedDisk
    ? [`server_share_data_volume ${disks.sharedDisk.sizeGib} GiB ${disks.sharedDisk.type}`]
    : []),
  ...(network.eip.source === 'none' ? ['public_ip.count 0'] : []),
  ...(network.eip.source === 'new' && network.eip.count > 1 ? [`public_ip.count ${network.eip.count}`] : []),
  ...(network.phonesPerIp === undefined ? [] : [`phone_count_per_ip ${network.phonesPerIp}`]),
  ...(network.ipv6.enabled ? ['nics.ipv6_enable'] : []),
  ...(access.property === undefined ? [] : ['property']),
]

/** A string of HCL: JSON's escapes, and no interpolation. */
const quoted = (value: string): string =>
  JSON.stringify(value).replaceAll(/\$\{|%\{/g, (start) => `${start[0]}${start}`)
