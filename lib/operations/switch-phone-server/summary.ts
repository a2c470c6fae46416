import { withParams } from '../../errors.ts'
import type { Names, SummaryRow } from '../kit.ts'
import { accessRows, diskRows, imageRow, keypairRow, networkRows, projectRow } from '../phone-placement/summary.ts'
import type { Input } from './contract.ts'

/** The review, line by line: which server, what is lost with it, and what it gets, in the order of the wizard's steps. */
export const summarize = (input: Input, names: Names): SummaryRow[] => [
  ...targetRows(input),
  projectRow(input, names),
  zoneRow(input),
  phoneModelRow(input),
  imageRow(input, names),
  keypairRow(input),
  ...networkRows(input, names),
  ...accessRows(input),
  ...diskRows(input),
  lostRow(input, names),
]

const targetRows = ({ target }: Input): SummaryRow[] => [
  { step: 'target', label: 'wizard.targetServer', value: target.name, detail: target.id },
  { step: 'target', label: 'wizard.serverModel', words: 'switch-phone-server.stays', value: target.serverModel },
]

const zoneRow = ({ account, target }: Input): SummaryRow => {
  const chosen = account.availabilityZone
  const kept: Partial<SummaryRow> = { words: 'switch-phone-server.stays', ...(target.zone && { value: target.zone }) }
  return {
    step: 'account',
    label: 'wizard.zone',
    ...(chosen === undefined ? kept : { value: target.zone ? `${target.zone} → ${chosen}` : chosen }),
  }
}

const phoneModelRow = ({ target, model }: Input): SummaryRow => ({
  step: 'model',
  label: 'wizard.phoneModel',
  words: withParams('wizard.phoneModelValue', {
    model: target.phoneModel === model.phoneModel ? model.phoneModel : `${target.phoneModel} → ${model.phoneModel}`,
    phones: model.phones,
  }),
})

const lostRow = ({ danger: { phoneIds } }: Input, names: Names): SummaryRow => ({
  step: 'danger',
  label: 'switch-phone-server.lost',
  words: withParams('wizard.phones', { count: phoneIds.length }),
  list: phoneIds.map((id) => (names[id] === undefined ? { value: id } : { value: names[id], detail: id })),
})
