import { z } from 'zod'
import type { DeepPartial, Target } from '../kit.ts'
import type { Input } from './contract.ts'

const text = z.string().min(1).optional().catch(undefined)
const id = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  .optional()
  .catch(undefined)
const number = z.number().optional().catch(undefined)
const list = <T extends z.ZodType>(row: T) => z.array(row).catch([])

/** What the mirror knows of a server, as far as a form can begin with it. */
const Facts = z.object({
  serverModel: text,
  phoneModel: text,
  availabilityZone: text,
  enterpriseProjectId: text,
  keypair: text,
  /** Networks of the vendor (v1) cannot be chosen again. */
  networkVersion: text,
  vpcId: id,
  subnetId: id,
  addresses: list(z.object({ publicIp: text })),
  bandwidths: list(
    z.object({ id, sizeMbps: number, chargeMode: number, isShared: z.boolean().optional().catch(undefined) }),
  ),
  phones: list(z.object({ imageId: text })),
})
type Facts = z.output<typeof Facts>

/** The form as it opens for a server: what it has now, as far as the cloud tells. Ports and properties it does not tell. */
export function start(accountId: string, target?: Target): DeepPartial<Input> {
  const facts = Facts.parse(target?.facts ?? {})
  return {
    account: { accountId, enterpriseProjectId: facts.enterpriseProjectId ?? '0' },
    target: target
      ? {
          id: target.id,
          name: target.name,
          serverModel: facts.serverModel,
          phoneModel: facts.phoneModel,
          zone: facts.availabilityZone,
        }
      : {},
    // Phones and generation follow from the phone flavor; until it is chosen they only have to be possible.
    model: { phones: 1, generation: '1.0' },
    image: { imageId: onlyImage(facts), keypairName: facts.keypair },
    network: networkOf(facts),
    access: { ports: [] },
    disks: { generation: '1.0' },
    danger: { phoneIds: [], serverName: '' },
  }
}

function onlyImage({ phones }: Facts): string | undefined {
  const [only, ...others] = new Set(phones.map(({ imageId }) => imageId))
  return others.length === 0 ? only : undefined
}

function networkOf({ networkVersion, vpcId, subnetId, addresses, bandwidths }: Facts): DeepPartial<Input['network']> {
  const isPublic = addresses.length === 0 || addresses.some(({ publicIp }) => publicIp !== undefined)
  return {
    ...(networkVersion !== 'v1' && { vpcId, subnetId }),
    ipv6: { enabled: false },
    eip: isPublic ? { source: 'new', type: '5_bgp', count: 1 } : { source: 'none' },
    bandwidth: bandwidthOf(bandwidths[0]),
  }
}

function bandwidthOf(now: Facts['bandwidths'][number] | undefined): DeepPartial<Input['network']['bandwidth']> {
  const chargeMode = now?.chargeMode === 0 ? 'bandwidth' : 'traffic'
  return now?.isShared === true
    ? { share: 'shared', bandwidthId: now.id, chargeMode }
    : { share: 'dedicated', sizeMbps: now?.sizeMbps, chargeMode }
}
