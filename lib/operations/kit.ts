import { z } from 'zod'
import type { FieldErrors } from '../errors.ts'
import type { Lookups } from './lookups.ts'
import { PaidWith } from './paid-with.ts'

// An operation is one folder: contract.ts (form and wire), operation.ts (this), wizard.tsx (steps). Everything else in the
// console is generic over what is declared here and knows no operation by name.

export type CloudService = 'cph' | 'workspace' | 'ecs' | 'bss'

/** The signed call of a request, as reviewed, hashed and sent. `body` is serialised once, as it stands here. */
export type OperationCall = {
  service: CloudService
  method: 'POST' | 'PUT'
  api: string
  path: string
  body: Record<string, unknown>
}

/** One line of the review: message keys for words, plain text for values; `step` says where it is changed. */
export type SummaryRow = {
  step: string
  label: string
  /** Shown as it is, after `words` when both are given. */
  value?: string
  /** A message key, with parameters after a bar. */
  words?: string
  /** A second, quieter line: usually an id. */
  detail?: string
  /** What `words` counts, one by one. */
  list?: { value: string; detail?: string }[]
}

/** A product to be priced by the billing service, for the account's region and project (billing.md §5.1). */
export const PricedProduct = z.strictObject({
  /** What billing's own codes are looked up by. */
  kind: z.enum(['phone_server', 'disk', 'desktop', 'desktop_disk', 'ecs_server']),
  spec: z.string().min(1).max(160),
  /** GiB of a disk. */
  size: z.int().positive().max(1_000_000).optional(),
  period: z.strictObject({ unit: z.enum(['month', 'year']), count: z.int().min(1).max(10) }),
  quantity: z.int().min(1).max(1000),
})
export type PricedProduct = z.output<typeof PricedProduct>

/** What is known after the cloud took the call: an order, a job, or both. */
export type Receipt = {
  orderId?: string
  productId?: string
  jobId?: string
  resources: { kind: TargetKind; ids: string[] }
}

const resourceKinds = ['phone_server', 'desktop', 'ecs_server'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** An order is acted on as resources are, but none is billed as one. */
export type TargetKind = ResourceKind | 'order'

/** What an operation acts on, as the form opens with it. */
export type Target = { kind: TargetKind; id: string; name: string; facts: Record<string, unknown> }

/** Flavors of a phone server. */
export type PhoneFlavors = { serverModel: string; phoneModel: string }

/** How many desktops an exclusive host holds, and of which product. */
export type HostContent = { productId: string; count: number }

/**
 * What an operation brings about, told by the state of its resources: by it the worker checks that nothing changed since
 * the review, finds an unanswered call again and knows when all is done (purchase-protocol §2.6). One module in
 * lib/worker/effects/ probes each kind.
 */
export type Effect =
  | { kind: 'phone_servers_named'; name: string; count: number }
  | { kind: 'phone_server_flavors'; serverId: string; was: PhoneFlavors; becomes: PhoneFlavors }
  /** New hardware: every phone is a new one. `phoneIds` are those that were there at the review. */
  | { kind: 'phone_server_switched'; serverId: string; was: PhoneFlavors & { phoneIds: string[]; zone?: string } }
  | { kind: 'desktop_product'; desktopId: string; was: string; becomes: string }
  /** GB. `volumeId` is the disk's id in EVS. */
  | { kind: 'desktop_disk'; desktopId: string; volumeId: string; was: number; becomes: number }
  /** From pay-per-use to a term. */
  | { kind: 'desktop_to_period'; desktopId: string }
  /** What an exclusive host holds; `desktopId` is one of its desktops. */
  | { kind: 'host_desktops'; hostId: string; desktopId: string; was: HostContent; becomes: HostContent }
  /** `isRunning`: whether it is switched on, at the review and afterwards. */
  | { kind: 'ecs_flavor'; serverId: string; was: string; becomes: string; isRunning: boolean }
  | { kind: 'order_paid' | 'order_cancelled'; orderId: string }

const PricedProducts = z.array(PricedProduct).max(50)

/**
 * What an operation costs: the products of a purchase, the difference of two products until a term ends, another price
 * for each hour of use, what an order asks for, or nothing.
 */
export const Charge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('purchase'), products: PricedProducts.min(1) }),
  z.strictObject({
    kind: z.literal('difference'),
    resourceKind: z.enum(resourceKinds),
    resourceId: z.string().min(1).max(64),
    /** Each for one month: the months left multiply them. One of both may be empty. */
    from: PricedProducts,
    to: PricedProducts,
  }),
  /** Paid as it is used: nothing is ordered, and the next hour costs something else. The period of the products is not looked at. */
  z.strictObject({ kind: z.literal('usage'), from: PricedProducts, to: PricedProducts }),
  /** What is left to pay of an order that is there already. */
  z.strictObject({ kind: z.literal('order'), ...PaidWith.shape }),
  z.strictObject({ kind: z.literal('none') }),
])
export type Charge = z.output<typeof Charge>

/** A form under way: anything may still be missing. Lists are whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T

export type OperationSpec<I, A> = {
  /** The name of its folder, where its name stands in `titles.ts` and all its other words in `words/`. */
  key: string
  contractVersion: number
  risk: 'cost' | 'data-loss'
  /** Message key: what the price leaves out, said wherever it is shown to be signed. */
  priceNote?: string
  /** The cloud service that its call goes to. */
  service: CloudService
  /** What the vendor's documentation wants the spending user to have for the call: IAM actions, or system roles. */
  rights: readonly string[]
  input: z.ZodType<I>
  accepted: z.ZodType<A>
  /** What the operation acts on; absent: it makes something new. The form then has a step `target` with `id` and `name`. */
  actsOn?: TargetKind
  /** Whether a yes comes with an order, which is then found, compared and paid; else it comes with a job alone. */
  hasOrder(input: I): boolean
  /**
   * The order that is there already and is paid; absent: the call itself does it all. `toCall` is then the payment, sent
   * after the order was taken on and compared, as an order of our own is (docs/decisions/018).
   */
  pays?(input: I): PaidWith
  /** The form as it opens for an account, for the resource it acts on, and for one of the ways of its capability. */
  start(accountId: string, target?: Target, way?: string): Record<string, unknown>
  /** Codes with which the cloud says that it did not do it; every other failure is unknown (protocol §2.5). */
  refusals: readonly string[]
  accountOf(input: I): string
  /** The name that goes to the cloud, unique by `mark` (8 characters a–z2–7), or that of the resource acted on. */
  sentName(input: I, mark: string): string
  toCall(input: I, context: { projectId: string; name: string }): OperationCall
  /** The same call as a question, where the cloud can try it without doing it; asked right before sending. */
  toDryRun?(input: I, context: { projectId: string; name: string }): OperationCall
  receipt(answer: A): Receipt
  /** How many resources a whole delivery has. */
  expected(input: I): number
  isComplete(input: I, answer: A): boolean
  headline(input: I): string
  summarize(input: I, names: Names): SummaryRow[]
  /** What a reviewer must not overlook, message keys with parameters; absent: nothing beyond what the risk says. */
  warnings?(input: I): string[]
  charge(input: I): Charge
  /** Two requests with the same fingerprint cannot be told apart in the order list. */
  fingerprint(input: I): string[]
  /** Checks against the cloud what a schema cannot: existence, fit, stock. Empty when all is well. */
  precheck(input: I, lookups: Lookups): Promise<FieldErrors>
  names(input: I, lookups: Lookups): Promise<Names>
  effect(input: I, name: string): Effect
}

/** Human names of ids in the input, as they were when the request was made: id → name. */
export type Names = Record<string, string>

export type Operation = ReturnType<typeof defineOperation>

/**
 * Closes an operation over its own types, so that the machinery handles any of them without casts. Every function takes
 * the stored input and parses it with today's schema; throws ZodError where it no longer fits.
 */
export const defineOperation = <I, A>(spec: OperationSpec<I, A>) => ({
  key: spec.key,
  contractVersion: spec.contractVersion,
  risk: spec.risk,
  priceNote: spec.priceNote,
  service: spec.service,
  rights: spec.rights,
  refusals: new Set(spec.refusals),
  parse: (raw: unknown): z.ZodSafeParseResult<I> => spec.input.safeParse(raw),
  actsOn: spec.actsOn,
  hasOrder: (raw: unknown): boolean => spec.hasOrder(spec.input.parse(raw)),
  start: (accountId: string, target?: Target, way?: string): Record<string, unknown> =>
    spec.start(accountId, target, way),
  accountOf: (raw: unknown): string => spec.accountOf(spec.input.parse(raw)),
  prepare(raw: unknown, context: { projectId: string; mark: string }) {
    const input = spec.input.parse(raw)
    const name = spec.sentName(input, context.mark)
    const about = { projectId: context.projectId, name }
    return {
      name,
      call: spec.toCall(input, about),
      dryRun: spec.toDryRun?.(input, about),
      hasOrder: spec.hasOrder(input),
      headline: spec.headline(input),
      fingerprint: spec.fingerprint(input).join('|'),
      expected: spec.expected(input),
      effect: spec.effect(input, name),
      pays: spec.pays?.(input),
    }
  },
  warnings: (raw: unknown): string[] => spec.warnings?.(spec.input.parse(raw)) ?? [],
  charge: (raw: unknown): Charge => spec.charge(spec.input.parse(raw)),
  summarize: (raw: unknown, names: Names): SummaryRow[] => spec.summarize(spec.input.parse(raw), names),
  precheck: (raw: unknown, lookups: Lookups): Promise<FieldErrors> => spec.precheck(spec.input.parse(raw), lookups),
  names: (raw: unknown, lookups: Lookups): Promise<Names> => spec.names(spec.input.parse(raw), lookups),
  /** True when a 2xx answer really is an acceptance of all that was asked. */
  isAccepted(raw: unknown, answer: unknown): boolean {
    const parsed = spec.accepted.safeParse(answer)
    return parsed.success && spec.isComplete(spec.input.parse(raw), parsed.data)
  },
  receipt: (answer: unknown): Receipt => spec.receipt(spec.accepted.parse(answer)),
})
