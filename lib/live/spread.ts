import type { LiveEvent } from './event.ts'

/** One list read by one page takes a web process 3 ms of its core, 6 while it warms up: the rest is for all else. */
const msForPage = 10
/** However many pages are open, what they show is read again by then. */
const spreadMaxMs = 15_000

/** What makes lists old, and nothing that a person waits for: a row that changed is sent. */
const spreading: ReadonlySet<LiveEvent['topic']> = new Set(['order', 'job', 'sync'])

/** Over how long the `pages` that hear of the change read their lists again; nothing where a page is alone. */
export const spreadMs = ({ topic }: LiveEvent, pages: number): { spreadMs?: number } =>
  spreading.has(topic) && pages > 1 ? { spreadMs: Math.min((pages - 1) * msForPage, spreadMaxMs) } : {}
