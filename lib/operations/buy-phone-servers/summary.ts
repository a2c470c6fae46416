import { withParams } from '../../errors.ts'
import type { Names, SummaryRow } from '../kit.ts'
import { accessRows, diskRows, imageRow, keypairRow, networkRows, projectRow } from '../phone-placement/summary.ts'
import type { Input } from './contract.ts'

/** The review, line by line, in the order of the wizard's steps. */
export const summarize = (input: Input, names: Names): SummaryRow[] => [
  projectRow(input, names),
  zoneRow(input),
  ...modelRows(input),
  ...imageRows(input, names),
  ...networkRows(input, names),
  ...accessRows(input),
  ...diskRows(input),
  ...termRows(input),
]

const zoneRow = ({ account }: Input): SummaryRow => ({
  step: 'account',
  label: 'wizard.zone',
  ...(account.availabilityZone === undefined ? { words: 'wizard.zoneAny' } : { value: account.availabilityZone }),
})

const modelRows = ({ model }: Input): SummaryRow[] => [
  { step: 'model', label: 'wizard.serverModel', value: model.serverModel },
  {
    step: 'model',
    label: 'wizard.phoneModel',
    words: withParams('wizard.phoneModelValue', { model: model.phoneModel, phones: model.phones }),
  },
]

const imageRows = (input: Input, names: Names): SummaryRow[] => [
  imageRow(input, names),
  {
    step: 'image',
    label: 'wizard.count',
    words: withParams('wizard.countAndPhones', {
      count: input.image.count,
      phones: input.image.count * input.model.phones,
    }),
  },
  { step: 'image', label: 'wizard.name', value: input.image.name },
  keypairRow(input),
]

const termRows = ({ term }: Input): SummaryRow[] => [
  { step: 'term', label: 'wizard.term', words: withParams(`wizard.termValue.${term.unit}`, { count: term.count }) },
  { step: 'term', label: 'wizard.autoRenew', words: term.autoRenew ? 'wizard.on' : 'wizard.off' },
  { step: 'term', label: 'wizard.payment', words: 'wizard.paymentAfterCheck' },
]
