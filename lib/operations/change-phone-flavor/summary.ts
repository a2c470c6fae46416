import type { SummaryRow } from '../kit.ts'
import type { Input } from './contract.ts'

/** The review, line by line: what is changed, from what, and into what. */
export const summarize = ({ target, flavor }: Input): SummaryRow[] => [
  { step: 'target', label: 'wizard.targetServer', value: target.name, detail: target.id },
  {
    step: 'flavor',
    label: 'wizard.serverModel',
    value:
      target.serverModel === flavor.serverModel ? flavor.serverModel : `${target.serverModel} → ${flavor.serverModel}`,
  },
  { step: 'flavor', label: 'wizard.phoneModel', value: `${target.phoneModel} → ${flavor.phoneModel}` },
  { step: 'flavor', label: 'wizard.payment', words: 'wizard.paymentOfDifference' },
]
