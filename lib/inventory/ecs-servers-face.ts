import { z } from 'zod'
import { storedFlag, storedList, storedOptional, storedText } from './stored-field.ts'

const StoredServer = z.object({
  addresses: storedList(z.object({ address: storedText, isPublic: z.boolean().catch(false) })),
  volumes: storedList(z.object({ id: storedText, device: storedText, isSystem: z.boolean().catch(false) })),
  vpcId: storedOptional,
  osType: storedOptional,
  imageName: storedOptional,
  dedicatedHostId: storedOptional,
  isLocked: storedFlag,
  lockedByOrderId: storedOptional,
  isFrozen: storedFlag,
  fault: z.object({ code: storedOptional, message: storedText }).nullable().catch(null),
  tags: storedList(z.string()),
  securityGroups: storedList(z.string()),
  productId: storedOptional,
  resourceSpec: storedOptional,
  enterpriseProjectId: storedOptional,
  updatedAt: storedOptional,
})

/** What the mirror keeps of a server beside its columns (ecs.md §3.1). Throws when `raw` is no object at all. */
export function readEcsServer(raw: unknown) {
  const { volumes, ...rest } = StoredServer.parse(raw)
  return { ...rest, disks: volumes }
}
export type FromEcs = ReturnType<typeof readEcsServer>
