import { z } from 'zod'

export const DeskFilter = z.object({ account: z.uuid().optional().catch(undefined) })
export type DeskFilter = z.output<typeof DeskFilter>
