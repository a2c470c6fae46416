import { withParams } from '../../errors.ts'
import type { Names, SummaryRow } from '../kit.ts'
import type { Placement } from './contract.ts'
import { vipCount } from './vip-count.ts'

// The lines of the review about what phones run on, each in the order in which its step asks.

const named = (id: string, names: Names) => (names[id] === undefined ? { value: id } : { value: names[id], detail: id })

export const projectRow = ({ account }: Pick<Placement, 'account'>, names: Names): SummaryRow => ({
  step: 'account',
  label: 'wizard.enterpriseProject',
  ...(account.enterpriseProjectId === '0'
    ? { words: 'wizard.enterpriseProjectDefault' }
    : named(account.enterpriseProjectId, names)),
})

export const imageRow = ({ image }: Pick<Placement, 'image'>, names: Names): SummaryRow => ({
  step: 'image',
  label: 'wizard.image',
  ...named(image.imageId, names),
})

export const keypairRow = ({ image }: Pick<Placement, 'image'>): SummaryRow => ({
  step: 'image',
  label: 'wizard.keypair',
  ...(image.keypairName === undefined ? { words: 'wizard.none' } : { value: image.keypairName }),
})

export function networkRows({ network, model }: Pick<Placement, 'network' | 'model'>, names: Names): SummaryRow[] {
  const { eip, bandwidth, ipv6 } = network
  const charge = `wizard.charge.${bandwidth.chargeMode}`
  return [
    { step: 'network', label: 'wizard.vpc', ...named(network.vpcId, names) },
    { step: 'network', label: 'wizard.subnet', ...named(network.subnetId, names) },
    {
      step: 'network',
      label: 'wizard.ipv6',
      words: ipv6.enabled ? 'wizard.on' : 'wizard.off',
      ...(ipv6.enabled && ipv6.bandwidthId !== undefined && { detail: names[ipv6.bandwidthId] ?? ipv6.bandwidthId }),
    },
    {
      step: 'network',
      label: 'wizard.phonesPerIp',
      words: withParams('wizard.phonesPerIpValue', {
        phones: network.phonesPerIp ?? model.phones,
        addresses: vipCount(model.phones, network.phonesPerIp),
      }),
    },
    {
      step: 'network',
      label: 'wizard.eip',
      ...(eip.source === 'none' && { words: 'wizard.eipNone' }),
      ...(eip.source === 'new' && { words: withParams('wizard.eipNewValue', { count: eip.count, line: eip.type }) }),
      ...(eip.source === 'existing' && named(eip.eipId, names)),
    },
    bandwidth.share === 'dedicated'
      ? {
          step: 'network',
          label: 'wizard.bandwidth',
          words: withParams('wizard.bandwidthDedicatedValue', { size: bandwidth.sizeMbps }),
        }
      : {
          step: 'network',
          label: 'wizard.bandwidth',
          words: 'wizard.bandwidthShared',
          ...named(bandwidth.bandwidthId, names),
        },
    { step: 'network', label: 'wizard.chargeMode', words: charge },
  ]
}

export const accessRows = ({ access }: Pick<Placement, 'access'>): SummaryRow[] => [
  ...(access.ports.length === 0 ? [{ step: 'access', label: 'wizard.ports', words: 'wizard.none' }] : []),
  ...access.ports.map((port) => ({
    step: 'access',
    label: withParams('wizard.portNamed', { name: port.name }),
    words: withParams(port.internetAccessible ? 'wizard.portInternet' : 'wizard.portInternal', {
      // As text: a port is no quantity, and gets no thousands separator.
      port: String(port.listenPort),
    }),
  })),
  ...(access.property === undefined ? [] : [{ step: 'access', label: 'wizard.property', value: access.property }]),
]

export const diskRows = ({ disks }: Pick<Placement, 'disks'>): SummaryRow[] =>
  disks.generation === '1.0'
    ? [{ step: 'disks', label: 'wizard.phoneDisk', words: 'wizard.diskIncluded' }]
    : [
        {
          step: 'disks',
          label: 'wizard.phoneDisk',
          words: withParams('wizard.diskValue', { size: disks.phoneDisk.sizeGib, type: disks.phoneDisk.type }),
        },
        {
          step: 'disks',
          label: 'wizard.sharedDisk',
          words: disks.sharedDisk
            ? withParams('wizard.diskValue', { size: disks.sharedDisk.sizeGib, type: disks.sharedDisk.type })
            : 'wizard.none',
        },
      ]
