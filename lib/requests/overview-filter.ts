import { z } from 'zod'

export const OverviewFilter = z.object({ account: z.uuid().optional().catch(undefined) })
export type OverviewFilter = z.output<typeof OverviewFilter>
