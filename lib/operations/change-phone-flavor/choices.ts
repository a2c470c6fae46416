import type { FieldErrors } from '../../errors.ts'
import type { PhoneFlavors } from '../kit.ts'
import type { Lookups, PhoneModel } from '../lookups.ts'
import type { Input } from './contract.ts'

const find = (rows: readonly PhoneModel[], { serverModel, phoneModel }: PhoneFlavors): PhoneModel | undefined =>
  rows.find((row) => row.name === phoneModel && row.serverModel === serverModel)

/** Why a phone flavor cannot follow the current one; the number of phones must stay (cph.md §4). */
export function phoneModelProblem(
  rows: readonly PhoneModel[],
  current: PhoneFlavors,
  wanted: PhoneModel,
): string | undefined {
  if (wanted.disabled !== undefined) return wanted.disabled
  if (wanted.serverModel === current.serverModel && wanted.name === current.phoneModel) return 'errors.flavorIsCurrent'
  // A flavor that is no longer in the catalogue does not tell its phones: then the cloud judges.
  const now = find(rows, current)
  return now === undefined || now.phones === wanted.phones ? undefined : 'errors.flavorOtherPhones'
}

/** Checks what the form chose against the catalogue as it is now. */
export async function checkChoices({ target, flavor }: Input, lookups: Lookups): Promise<FieldErrors> {
  const [serverModels, phoneModels] = await Promise.all([lookups.serverModels(), lookups.phoneModels()])
  const serverModel = serverModels.find((row) => row.name === flavor.serverModel)
  const phoneModel = find(phoneModels, flavor)
  const serverProblem = serverModel ? serverModel.disabled : 'errors.serverModelGone'
  const phoneProblem = phoneModel ? phoneModelProblem(phoneModels, target, phoneModel) : 'errors.phoneModelNotFitting'
  return {
    ...(serverProblem !== undefined && { 'flavor.serverModel': serverProblem }),
    ...(phoneProblem !== undefined && { 'flavor.phoneModel': phoneProblem }),
  }
}
