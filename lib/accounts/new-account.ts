import { z } from 'zod'
import { withParams } from '../errors.ts'

// What an owner enters. Shared by the form and the server; which regions a site has is the server's to check.

const nameMax = 80

/** An access key: AK and SK, as the vendor writes them into its file. */
const Key = z.strictObject({
  accessKey: z.string().regex(/^[A-Za-z0-9]{10,64}$/, 'errors.accessKeyForm'),
  secretKey: z.string().regex(/^[\w+/=-]{20,128}$/, 'errors.secretKeyForm'),
})

export const AddAccount = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'errors.required')
    .max(nameMax, withParams('errors.tooLong', { max: nameMax })),
  site: z.enum(['china', 'international', 'europe'], 'errors.siteChoose'),
  region: z.string('errors.regionChoose').min(1, 'errors.regionChoose').max(40),
  projectId: z.string().regex(/^[0-9a-f]{32}$/, 'errors.projectIdForm'),
  /** One of the addresses that the environment allows instead of the vendor's own. */
  endpointOverride: z.string().max(200).optional(),
  read: Key,
  spend: Key,
})
export type AddAccount = z.output<typeof AddAccount>

export const ReplaceKey = z.strictObject({ accountId: z.uuid(), which: z.enum(['read', 'spend']), key: Key })
export type ReplaceKey = z.output<typeof ReplaceKey>

export const AccountId = z.strictObject({ accountId: z.uuid() })
export type AccountId = z.output<typeof AccountId>

export const PauseAccount = z.strictObject({
  accountId: z.uuid(),
  /** A person's own words, for the others. */
  reason: z
    .string()
    .trim()
    .min(1, 'errors.required')
    .max(400, withParams('errors.tooLong', { max: 400 })),
})
export type PauseAccount = z.output<typeof PauseAccount>

/** `name` is typed by hand, so that it is the one that was meant. */
export const RetireAccount = z.strictObject({ accountId: z.uuid(), name: z.string().max(nameMax) })
export type RetireAccount = z.output<typeof RetireAccount>
