import { z } from 'zod'

export const liveTopics = ['request', 'order', 'job', 'phone_server', 'sync', 'session'] as const

/** What the database announces on the channel `countersign`: which thing changed, never its content. */
export const LiveEvent = z.object({
  topic: z.enum(liveTopics),
  account: z.uuid().optional(),
  id: z.string(),
})
export type LiveEvent = z.output<typeof LiveEvent>

/** Names of the server-sent events. `resync`: something may have been missed, ask for everything again. */
export const liveSignals = { changed: 'changed', resync: 'resync', ended: 'ended' } as const
