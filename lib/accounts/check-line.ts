import { z } from 'zod'

/** One thing that was asked of the cloud about an account, and what it said. */
export const CheckLine = z.object({
  key: z.string(),
  state: z.enum(['ok', 'warning', 'failed', 'unknown']),
  /** Message key with parameters after a bar. */
  words: z.string(),
  fix: z.string().optional(),
  /** The IAM actions or system roles to grant, where one is missing. */
  rights: z.array(z.string()).optional(),
  /** The cloud's own code, where it refused. */
  code: z.string().optional(),
  money: z.object({ amountMinor: z.number(), currency: z.string() }).optional(),
  /** Operations of these services cannot be done while it is red. */
  blocks: z.array(z.enum(['cph', 'workspace', 'ecs', 'bss'])).optional(),
})
export type CheckLine = z.output<typeof CheckLine>
