import type { FieldErrors } from '../../errors.ts'
import type { Lookups } from '../lookups.ts'
import type { Input } from './contract.ts'

/** Checks the chosen flavor against what the cloud offers this server now. */
export async function checkChoices({ target, flavor }: Input, lookups: Lookups): Promise<FieldErrors> {
  const rows = await lookups.resizeFlavors(target.id)
  const row = rows.find(({ id }) => id === flavor.flavorId)
  const problem = row ? (row.disabled ?? factProblem(flavor, row)) : 'resize-server.error.flavorNotListed'
  return problem === undefined ? {} : { 'flavor.flavorId': problem }
}

type Facts = Pick<Input['flavor'], 'vcpus' | 'memoryMib' | 'canSetThreads'>

/** What was reviewed with the flavor must still be what it is. */
const factProblem = (was: Facts, now: Facts): string | undefined =>
  was.vcpus === now.vcpus && was.memoryMib === now.memoryMib && was.canSetThreads === now.canSetThreads
    ? undefined
    : 'resize-server.error.flavorChanged'
