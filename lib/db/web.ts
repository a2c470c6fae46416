import 'server-only'
import { env } from '#lib/env.ts'
import { type Database, openDatabase } from './client.ts'

// A reload in development evaluates this file again; the pool must stay one.
const kept: typeof globalThis & { countersignDatabase?: Database } = globalThis

/** The one pool of this web process. */
export const webDatabase = (): Database =>
  (kept.countersignDatabase ??= openDatabase(env().DATABASE_URL, { app: 'countersign-web', part: 'web' }))
