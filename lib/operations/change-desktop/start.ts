import { z } from 'zod'
import type { DeepPartial, Target as Opened } from '../kit.ts'
import type { Input, Target } from './contract.ts'
import { startOf, ways } from './ways.ts'

const text = z.string().catch('')
const number = z.number().catch(0)

/** What is picked from the facts that the inventory has of a desktop. */
const Facts = z.object({
  billingMode: z.enum(['prepaid', 'pay_per_use']).optional().catch(undefined),
  productId: text,
  vcpus: number,
  memoryMib: number,
  osType: text,
  users: z.array(z.string()).catch([]),
  availabilityZone: text,
  disks: z
    .array(z.object({ volumeId: text, name: text, kind: text, specCode: text, sizeGib: number, isSystem: z.boolean() }))
    .catch([]),
  host: z.object({ id: z.string(), name: z.string(), count: z.number() }).nullable().catch(null),
})

/** The form as it opens for a desktop, and for one of the ways of changing it. */
export function start(accountId: string, opened?: Opened, way?: string): DeepPartial<Input> {
  const target: DeepPartial<Target> = opened ? targetOf(opened) : {}
  const change = startOf(
    ways.find((each) => each === way),
    target.productId,
  )
  return { account: { accountId }, target, change }
}

function targetOf({ id, name, facts }: Opened): DeepPartial<Target> {
  const { billingMode, users, availabilityZone, disks, host, ...rest } = Facts.parse(facts)
  return {
    id,
    name,
    billing: billingMode,
    ...rest,
    userName: users.join(', '),
    zone: availabilityZone,
    // A disk without an id of its own cannot be named to the cloud.
    disks: disks
      .filter(({ volumeId }) => volumeId !== '')
      .map(({ volumeId, name: disk, kind, specCode, sizeGib, isSystem }) => ({
        volumeId,
        name: disk,
        kind,
        spec: specCode,
        sizeGib,
        isSystem,
      })),
    ...(host && { host: { ...host, name: host.name || host.id } }),
  }
}
