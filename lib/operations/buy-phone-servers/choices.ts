import type { FieldErrors } from '../../errors.ts'
import type { Lookups } from '../lookups.ts'
import { checkPlacement, problem } from '../phone-placement/choices.ts'
import type { Input } from './contract.ts'

/** Checks what the form chose against the cloud as it is now: the server flavor, and all that its phones run on. */
export async function checkChoices(input: Input, lookups: Lookups): Promise<FieldErrors> {
  const { serverModel } = input.model
  const [serverModels, placement] = await Promise.all([
    lookups.serverModels(),
    checkPlacement(input, serverModel, lookups),
  ])
  const row = serverModels.find(({ name }) => name === serverModel)
  return { ...problem({ row, field: 'model.serverModel', missing: 'errors.serverModelGone' }), ...placement }
}
