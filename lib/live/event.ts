export const liveTopics = [
  'request',
  'order',
  'job',
  'phone_server',
  'desktop',
  'ecs_server',
  'sync',
  'session',
  'purchases',
] as const

/** In place of an id: many things of this kind changed at once. */
export const manyChanged = '*'

/** Which thing changed, never its content. */
export type LiveEvent = { topic: (typeof liveTopics)[number]; account?: string | undefined; id: string }

/** Names of the server-sent events. `resync`: something may have been missed, ask for everything again. */
export const liveSignals = { changed: 'changed', resync: 'resync', ended: 'ended' } as const
