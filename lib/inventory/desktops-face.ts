import { z } from 'zod'
import { storedFlag, storedList, storedNumber, storedOptional, storedText } from './stored-field.ts'

/** The exclusive host that a desktop runs on, and how many do. */
const Host = z.object({ id: z.string(), name: z.string(), count: z.number() })
export type HostOfDesktop = z.output<typeof Host>

/** What the mirror keeps of a desktop's host; null for a desktop of its own. */
export const readHost = (host: unknown): HostOfDesktop | null => Host.nullable().catch(null).parse(host)

const Disk = z.object({
  volumeId: storedText,
  name: storedText,
  device: storedText,
  kind: storedText,
  specCode: storedText,
  sizeGib: storedNumber,
})

const StoredDesktop = z.object({
  kind: storedOptional,
  progress: storedNumber,
  product: z
    .object({ flavorId: storedOptional, packageType: storedOptional, architecture: storedOptional })
    .catch({ flavorId: null, packageType: null, architecture: null }),
  rootVolume: Disk.nullable().catch(null),
  dataVolumes: storedList(Disk),
  addresses: storedList(z.string()),
  users: storedList(z.string()),
  subnetId: storedOptional,
  osType: storedOptional,
  imageName: storedOptional,
  loginStatus: storedOptional,
  isFrozen: storedFlag,
  isInMaintenance: storedFlag,
  isPooled: storedFlag,
  isBillingConfirmed: storedFlag,
  hourPackage: z.object({}).nullable().catch(null),
  enterpriseProjectId: storedOptional,
})

/** What the mirror keeps of a desktop beside its columns (workspace.md §4.1). Throws when `raw` is no object at all. */
export function readDesktop(raw: unknown) {
  const { product, rootVolume, dataVolumes, hourPackage, ...rest } = StoredDesktop.parse(raw)
  return {
    ...rest,
    ...product,
    disks: [...(rootVolume ? [diskOf(rootVolume, true)] : []), ...dataVolumes.map((disk) => diskOf(disk, false))],
    /** Of an hour package: its size cannot be changed. */
    hasHourPackage: hourPackage !== null,
  }
}
export type FromWorkspace = ReturnType<typeof readDesktop>

const diskOf = (disk: z.output<typeof Disk>, isSystem: boolean) => ({ ...disk, isSystem })
