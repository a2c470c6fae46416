import { withParams } from '../../errors.ts'
import type { Names, SummaryRow } from '../kit.ts'
import { vipCount } from '../vip-count.ts'
import type { Input } from './contract.ts'

/** The review, line by line, in the order of the wizard's steps. */
export const summarize = (input: Input, names: Names): SummaryRow[] => [
  ...accountRows(input, names),
  ...modelRows(input),
  ...imageRows(input, names),
  ...networkRows(input, names),
  ...accessRows(input),
  ...diskRows(input),
  ...termRows(input),
]

const named = (id: string, names: Names) => (names[id] === undefined ? { value: id } : { value: names[id], detail: id })

const accountRows = ({ account }: Input, names: Names): SummaryRow[] => [
  {
    step: 'account',
    label: 'wizard.enterpriseProject',
    ...(account.enterpriseProjectId === '0'
      ? { words: 'wizard.enterpriseProjectDefault' }
      : named(account.enterpriseProjectId, names)),
  },
  {
    step: 'account',
    label: 'wizard.zone',
    ...(account.availabilityZone === undefined ? { words: 'wizard.zoneAny' } : { value: account.availabilityZone }),
  },
]

const modelRows = ({ model }: Input): SummaryRow[] => [
  { step: 'model', label: 'wizard.serverModel', value: model.serverModel },
  {
    step: 'model',
    label: 'wizard.phoneModel',
    words: withParams('wizard.phoneModelValue', { model: model.phoneModel, phones: model.phones }),
  },
]

const imageRows = ({ image, model }: Input, names: Names): SummaryRow[] => [
  { step: 'image', label: 'wizard.image', ...named(image.imageId, names) },
  {
    step: 'image',
    label: 'wizard.count',
    words: withParams('wizard.countAndPhones', { count: image.count, phones: image.count * model.phones }),
  },
  { step: 'image', label: 'wizard.name', value: image.name },
  {
    step: 'image',
    label: 'wizard.keypair',
    ...(image.keypairName === undefined ? { words: 'wizard.none' } : { value: image.keypairName }),
  },
]

function networkRows({ network, model }: Input, names: Names): SummaryRow[] {
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

const accessRows = ({ access }: Input): SummaryRow[] => [
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

const diskRows = ({ disks }: Input): SummaryRow[] =>
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

const termRows = ({ term }: Input): SummaryRow[] => [
  { step: 'term', label: 'wizard.term', words: withParams(`wizard.termValue.${term.unit}`, { count: term.count }) },
  { step: 'term', label: 'wizard.autoRenew', words: term.autoRenew ? 'wizard.on' : 'wizard.off' },
  { step: 'term', label: 'wizard.payment', words: 'wizard.paymentAfterCheck' },
]
