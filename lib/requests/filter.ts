import { z } from 'zod'
import { SearchText, windowFields } from '../page-window.ts'
import { waitingAgeNames } from './waiting-age.ts'

/** What a list of requests is narrowed to; it is the page's search string. Odd values fall back, they never throw. */
export const RequestFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  group: z
    .enum(['all', 'waiting', 'running', 'delivering', 'unknown', 'person', 'desk', 'stuck', 'done', 'closed'])
    .catch('all'),
  whose: z.enum(['anyone', 'mine', 'for_me']).catch('anyone'),
  /** For how long they have been there. */
  age: z.enum(['all', ...waitingAgeNames]).catch('all'),
  ...windowFields,
})
export type RequestFilter = z.output<typeof RequestFilter>
