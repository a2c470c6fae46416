import type { Names } from '../kit.ts'
import type { Lookups } from '../lookups.ts'
import { namesOf } from '../phone-placement/choices.ts'
import type { Input } from './contract.ts'

/** Names of the ids in `input`, those of the phones that are lost among them. */
export async function allNames(input: Input, lookups: Lookups): Promise<Names> {
  const [names, phones] = await Promise.all([namesOf(input, lookups), lookups.phones(input.target.id)])
  const lost = new Set(input.danger.phoneIds)
  return { ...names, ...Object.fromEntries(phones.filter(({ id }) => lost.has(id)).map(({ id, name }) => [id, name])) }
}
