import type { DeepPartial, Target } from '../kit.ts'
import type { Input } from './contract.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The form as it opens for a server. */
export const start = (accountId: string, target?: Target): DeepPartial<Input> => ({
  account: { accountId },
  target: target
    ? {
        id: target.id,
        name: target.name,
        serverModel: text(target.facts['serverModel']),
        phoneModel: text(target.facts['phoneModel']),
      }
    : {},
  flavor: {},
})
