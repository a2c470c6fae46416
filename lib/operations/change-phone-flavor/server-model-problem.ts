/** `rx1` of `physical.rx1.xlarge`: the token that tells the generation (cph.md §4). */
const generationOf = (serverModel: string): string => serverModel.split('.')[1] ?? ''

/** Why a server flavor cannot be the target for a server that now has `current`; the vendor's page asks for both. */
export function serverModelProblem(current: string, wanted: string): string | undefined {
  if (generationOf(current) !== generationOf(wanted)) return 'errors.flavorOtherGeneration'
  return wanted.split('.').includes('special') ? undefined : 'errors.flavorNotSpecial'
}
