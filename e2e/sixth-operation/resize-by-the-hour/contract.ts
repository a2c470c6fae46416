import { z } from 'zod'
import { RowId, boundedCharacters, closed } from '#lib/operations/primitives.ts'

export const Input = closed({
  account: closed({ accountId: RowId }),
  target: closed({ id: boundedCharacters(64), name: boundedCharacters(64), flavorId: boundedCharacters(64) }),
  flavor: closed({ id: boundedCharacters(64) }),
})
export type Input = z.output<typeof Input>

export const Accepted = z.looseObject({ job_id: z.string().min(1) })

export const pathOf = (projectId: string, serverId: string) => `/v1/${projectId}/cloudservers/${serverId}/resize`

export const toBody = ({ flavor }: Input) => ({ resize: { flavorRef: flavor.id } })
