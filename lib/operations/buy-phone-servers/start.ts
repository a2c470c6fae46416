import type { DeepPartial } from '../kit.ts'
import type { Input } from './contract.ts'

/** The form as it opens. What costs money or cannot be guessed is left empty. */
export const start = (accountId: string): DeepPartial<Input> => ({
  account: { accountId, enterpriseProjectId: '0' },
  // Phones and generation follow from the phone flavor; until it is chosen they only have to be possible.
  model: { phones: 1, generation: '1.0' },
  image: { name: '', count: 1 },
  network: {
    ipv6: { enabled: false },
    eip: { source: 'new', type: '5_bgp', count: 1 },
    bandwidth: { share: 'dedicated', chargeMode: 'traffic' },
  },
  access: { ports: [] },
  disks: { generation: '1.0' },
  term: { unit: 'month', count: 1, autoRenew: false },
})
