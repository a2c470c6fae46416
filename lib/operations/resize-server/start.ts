import { z } from 'zod'
import type { DeepPartial, Target } from '../kit.ts'
import type { Input } from './contract.ts'

/** Of what the mirror knows, what the form freezes; what it does not know stays open, and the schema says so. */
const Facts = z.object({
  flavorId: z.string().optional().catch(undefined),
  vcpus: z.int().min(1).optional().catch(undefined),
  memoryMib: z.int().min(1).optional().catch(undefined),
  status: z.enum(['ACTIVE', 'SHUTOFF']).optional().catch(undefined),
  billingMode: z.enum(['prepaid', 'pay_per_use']).optional().catch(undefined),
  resourceSpec: z.string().min(1).optional().catch(undefined),
  osType: z.string().optional().catch(undefined),
  dedicatedHostId: z.string().min(1).optional().catch(undefined),
})

/** The form as it opens for a server. A stopped one is changed as it is; a running one is asked about. */
export function start(accountId: string, target?: Target): DeepPartial<Input> {
  if (!target) return { account: { accountId }, target: {}, flavor: {}, power: {} }
  const { billingMode: billing, osType, ...facts } = Facts.parse(target.facts)
  const { dedicatedHostId } = facts
  return {
    account: { accountId },
    target: {
      id: target.id,
      name: target.name,
      ...facts,
      billing,
      isWindows: osType?.toLowerCase() === 'windows',
    },
    flavor: { dedicatedHostId },
    power: facts.status === 'SHUTOFF' ? { how: 'as_it_is' } : {},
  }
}
