import { z } from 'zod'
import { withParams } from '../../errors.ts'
import { boundedCharacters, closed, cloudUuid, flag, RowId, wholeNumber } from '../primitives.ts'
import { diskSizes, hasOrder, termCountMax } from './ways.ts'

// Changing a desktop (cloud-api/workspace.md §2, §3; the vendor's page wins). Four ways, each with members of its own: a
// change order for yearly/monthly desktops, the calls without an order for those that are paid as they are used.

const word = (key: string) => `change-desktop.errors.${key}`

export const ProductId = boundedCharacters(255, word('productChoose'))
export const VolumeId = boundedCharacters(255, word('diskChoose'))
const size = (min: number) => wholeNumber(min, 1_000_000_000, word('productChoose'))

export const DiskSize = wholeNumber(diskSizes.min, diskSizes.max, word('diskSize')).refine(
  (gib) => gib % diskSizes.step === 0,
  word('diskSizeStep'),
)
/** Desktops on an exclusive host; its product says how many of these it takes. */
export const HostCount = wholeNumber(0, 300, word('hostCount'))
export const EnterpriseProjectId = boundedCharacters(36, word('enterpriseProject'))

export const TermCount = wholeNumber(1, termCountMax('month'), word('termCount'))

const Disk = closed({
  /** The disk as EVS knows it, never the id of its record. */
  volumeId: VolumeId,
  name: z.string('errors.targetChoose').max(255, 'errors.targetChoose'),
  kind: z.string('errors.targetChoose').max(64, 'errors.targetChoose'),
  /** What billing calls it; empty where the cloud does not say. */
  spec: z.string('errors.targetChoose').max(64, 'errors.targetChoose'),
  sizeGib: wholeNumber(1, 1_000_000, 'errors.targetChoose'),
  isSystem: z.boolean('errors.targetChoose'),
})

/** The desktop as it was when the form was opened; checked again on submit and before sending. */
export const Target = closed({
  id: cloudUuid('errors.targetChoose'),
  name: boundedCharacters(255, 'errors.targetChoose'),
  /** Decides between an order and a change at once. */
  billing: z.enum(['prepaid', 'pay_per_use'], 'errors.targetChoose'),
  productId: boundedCharacters(255, 'errors.targetChoose'),
  vcpus: size(0),
  memoryMib: size(0),
  osType: z.string('errors.targetChoose').max(32, 'errors.targetChoose'),
  userName: z.string('errors.targetChoose').max(1000, 'errors.targetChoose'),
  zone: z.string('errors.targetChoose').max(64, 'errors.targetChoose'),
  disks: z.array(Disk, 'errors.targetChoose').max(40, 'errors.targetChoose'),
  /** The exclusive host it runs on, and how many desktops do. */
  host: closed({
    id: boundedCharacters(255, 'errors.targetChoose'),
    name: boundedCharacters(255, 'errors.targetChoose'),
    count: HostCount,
  }).optional(),
})
export type Target = z.output<typeof Target>

/** Of the order; absent: that of the desktop. What is changed without an order has none. */
const forOrder = { enterpriseProjectId: EnterpriseProjectId.optional() }

const Resize = closed({
  way: z.literal('resize'),
  productId: ProductId,
  /** As the catalogue has them; checked again on submit. */
  vcpus: size(1),
  memoryMib: size(1),
  ...forOrder,
})
const Expand = closed({ way: z.literal('expand'), volumeId: VolumeId, newSize: DiskSize, ...forOrder })
const Period = closed({
  way: z.literal('period'),
  unit: z.enum(['month', 'year'], 'errors.termUnit'),
  count: TermCount,
  autoRenew: flag(),
  ...forOrder,
}).refine(({ unit, count }) => count <= termCountMax(unit), { path: ['count'], message: word('termYears') })
const Host = closed({
  way: z.literal('host'),
  productId: ProductId,
  quantity: HostCount,
  /** With fewer desktops only: that those who lose theirs were thought of, and the name of the host, typed. */
  understood: z.boolean(word('understood')).optional(),
  typedName: z.string(word('typedName')).max(255, word('typedName')).optional(),
  ...forOrder,
})

export const Change = z.discriminatedUnion('way', [Resize, Expand, Period, Host], { error: word('wayChoose') })
export type Change = z.output<typeof Change>

const steps = closed({ account: closed({ accountId: RowId }), target: Target, change: Change })
const Whole = z.looseObject({ target: Target, change: Change })

/** The form, the action's argument and what the executor reads: one schema. */
export const Input = steps.superRefine((input, ctx) => {
  const whole = Whole.safeParse(input)
  if (!whole.success) return
  for (const [field, message] of problemsOf(whole.data))
    ctx.addIssue({ code: 'custom', path: ['change', field], message })
})
export type Input = z.output<typeof Input>

export const contractVersion = 1

type Problem = [field: string, message: string]
type Parts = { target: Target; change: Change }

/** Rules between the desktop and the change. */
function problemsOf({ target, change }: Parts): Problem[] {
  const needsNoProject = !hasOrder({ target, change }) && change.enterpriseProjectId !== undefined
  return [
    ...(needsNoProject ? [['enterpriseProjectId', word('noOrder')] satisfies Problem] : []),
    ...ofWay(target, change),
  ]
}

function ofWay(target: Target, change: Change): Problem[] {
  if (change.way !== 'host' && change.way !== 'period' && target.host) return [['way', 'operations.cannot.onHost']]
  switch (change.way) {
    case 'resize':
      return productProblems(target, change)
    case 'expand':
      return diskProblems(target, change)
    case 'period':
      if (target.billing === 'prepaid') return [['way', 'operations.cannot.notPayPerUse']]
      return target.osType === 'Windows' ? [] : [['way', 'operations.cannot.linuxOnPayPerUse']]
    case 'host':
      return target.host
        ? hostProblems(target.productId, target.host, change)
        : [['way', 'operations.cannot.notOnHost']]
  }
}

function productProblems(target: Target, change: z.output<typeof Resize>): Problem[] {
  if (change.productId === target.productId) return [['productId', word('productIsCurrent')]]
  const isSmaller = change.vcpus < target.vcpus || change.memoryMib < target.memoryMib
  return target.billing === 'prepaid' && isSmaller ? [['productId', word('productSmaller')]] : []
}

function diskProblems({ disks }: Target, { volumeId, newSize }: z.output<typeof Expand>): Problem[] {
  const disk = disks.find((each) => each.volumeId === volumeId)
  if (!disk) return [['volumeId', word('diskChoose')]]
  return newSize > disk.sizeGib ? [] : [['newSize', withParams(word('diskOnlyGrows'), { size: disk.sizeGib })]]
}

function hostProblems(productId: string, host: NonNullable<Target['host']>, change: z.output<typeof Host>): Problem[] {
  const { quantity, understood, typedName } = change
  if (quantity === host.count && change.productId === productId) return [['quantity', word('hostUnchanged')]]
  if (quantity >= host.count)
    return [
      ...(understood === undefined ? [] : [['understood', word('nothingLost')] satisfies Problem]),
      ...(typedName === undefined ? [] : [['typedName', word('nothingLost')] satisfies Problem]),
    ]
  return [
    ...(understood === true ? [] : [['understood', word('understood')] satisfies Problem]),
    ...(typedName === host.name
      ? []
      : [['typedName', withParams(word('typedName'), { name: host.name })] satisfies Problem]),
  ]
}
