import type { Database } from '#lib/db/client.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import type { Input } from '#lib/operations/buy-phone-servers/contract.ts'
import type { Lookups } from '#lib/operations/lookups.ts'

const first = <T extends { disabled?: string }>(rows: readonly T[], what: string): T => {
  const row = rows.find((each) => each.disabled === undefined)
  if (!row) throw new Error(`The pretend cloud offers no ${what}`)
  return row
}

/** A purchase of two servers of a 2.0 flavor with two ports and without addresses from outside, from what the cloud offers. */
export async function validInput(db: Database, accountId: string, name: string): Promise<Input> {
  return await inputFrom(createLookups(await readsFor(db, accountId), { cacheKey: accountId }), accountId, name)
}

/**
 * A purchase of one server. No two of different `index` cost the same: equal ones would
 * wait for each other while the outcome of one is not known.
 */
export async function distinctInput(lookups: Lookups, accountId: string, index: number): Promise<Input> {
  const input = await inputFrom(lookups, accountId, `many-${index}`)
  return {
    ...input,
    image: { ...input.image, count: 1 },
    disks: { generation: '2.0', phoneDisk: { type: 'GPSSD', sizeGib: 20 + (index % 3200) * 10 } },
  }
}

/** Where thousands find an address: long runs buy that many. */
async function widestSubnet(lookups: Lookups): Promise<{ vpcId: string; subnetId: string }> {
  const vpcs = await lookups.vpcs()
  const subnets = await Promise.all(vpcs.map(async ({ id: vpcId }) => ({ vpcId, rows: await lookups.subnets(vpcId) })))
  const [widest] = subnets
    .flatMap(({ vpcId, rows }) => rows.map(({ id, freeAddresses = 0 }) => ({ vpcId, subnetId: id, freeAddresses })))
    .toSorted((one, other) => other.freeAddresses - one.freeAddresses)
  if (!widest) throw new Error('The pretend cloud has no subnet')
  return { vpcId: widest.vpcId, subnetId: widest.subnetId }
}

async function inputFrom(lookups: Lookups, accountId: string, name: string): Promise<Input> {
  const phoneModel = first(
    (await lookups.phoneModels()).filter((row) => row.generation === '2.0'),
    'phone flavor',
  )
  const image = first(
    (await lookups.phoneImages()).filter((row) => row.label.startsWith('cloud_phone')),
    'image',
  )
  return {
    account: { accountId, enterpriseProjectId: '0' },
    model: {
      serverModel: phoneModel.serverModel,
      phoneModel: phoneModel.name,
      phones: phoneModel.phones,
      generation: '2.0',
    },
    image: { imageId: image.id, name, count: 2 },
    network: {
      ...(await widestSubnet(lookups)),
      ipv6: { enabled: false },
      eip: { source: 'none' },
      bandwidth: { share: 'dedicated', sizeMbps: 300, chargeMode: 'traffic' },
    },
    access: {
      ports: [
        { name: 'web', listenPort: 21_080, internetAccessible: true },
        { name: 'debug', listenPort: 21_081, internetAccessible: false },
      ],
    },
    disks: { generation: '2.0', phoneDisk: { type: 'GPSSD', sizeGib: 100 } },
    term: { unit: 'month', count: 1, autoRenew: false },
  }
}
