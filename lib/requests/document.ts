import { createHash } from 'node:crypto'
import { z } from 'zod'

const Words = z.strictObject({
  step: z.string(),
  label: z.string(),
  value: z.string().optional(),
  words: z.string().optional(),
  detail: z.string().optional(),
  list: z.array(z.strictObject({ value: z.string(), detail: z.string().optional() })).optional(),
})

/**
 * Money in minor units of `currency`: what the billing service said at `quotedAt`, for the whole purchase and term, or
 * the difference that a change makes until the term ends. Below 0 it is paid back.
 */
export const QuotedPrice = z.strictObject({
  amountMinor: z.int(),
  officialMinor: z.int(),
  currency: z.string().length(3),
  quotedAt: z.iso.datetime(),
})
export type QuotedPrice = z.output<typeof QuotedPrice>

/** What an hour of use cost before and would cost after, at `quotedAt`: millionths of `currency`. */
const UsagePrice = z.strictObject({
  fromHourMillionths: z.int(),
  toHourMillionths: z.int(),
  currency: z.string().length(3),
  quotedAt: z.iso.datetime(),
})
export type UsagePrice = z.output<typeof UsagePrice>

/**
 * What is reviewed, hashed and sent: the reviewer's page is drawn from this document and the worker's bytes are built
 * from it, so that nobody approves one thing and has another executed (purchase-protocol §2.1).
 */
export const RequestDocument = z.strictObject({
  schema: z.literal(1),
  operation: z.string(),
  contractVersion: z.int(),
  account: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    site: z.string(),
    region: z.string(),
    projectId: z.string(),
  }),
  endpoint: z.url(),
  call: z.strictObject({
    service: z.enum(['cph', 'workspace', 'ecs', 'bss']),
    method: z.enum(['POST', 'PUT']),
    api: z.string(),
    path: z.string(),
    /** The exact text that is sent. */
    body: z.string(),
  }),
  /** The unique name in `body` by which the purchase is found again. */
  name: z.string(),
  input: z.json(),
  summary: z.array(Words),
  headline: z.string(),
  expected: z.int().positive(),
  price: QuotedPrice.nullable(),
  /** Of what is paid by the hour. */
  usage: UsagePrice.optional(),
  reason: z.string(),
  expiresAt: z.iso.datetime(),
})
export type RequestDocument = z.output<typeof RequestDocument>

/** A stored document; undefined where this console cannot read it, as after a change of its shape. */
export const readDocument = (stored: unknown): RequestDocument | undefined => RequestDocument.safeParse(stored).data

/** Canonical JSON: keys sorted by code unit, text in NFC, no numbers but integers. Throws on anything else. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`Not a whole number in a hashed document: ${value}`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') throw new Error(`Not JSON in a hashed document: ${typeof value}`)
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  // Code-unit order, so that every machine's locale agrees.
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key.normalize('NFC'))}:${canonical(entry)}`).join(',')}}`
}

/** SHA-256, hex, of the document in canonical form: what an approval is for. */
export const approvalHash = (document: RequestDocument): string =>
  createHash('sha256').update(canonical(document)).digest('hex')

/** SHA-256, hex, of text as UTF-8. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
