import type { WorkerDeps } from './deps.ts'

/** One look at one thing of an account. `signal` ends it, also between two pages. */
export type Looking = { accountId: string; signal: AbortSignal }

/**
 * What a look found. `on`: there is more to read now. `soon`: something moves. `rest`: nothing does. `remark` is noted with
 * the time of the look.
 */
export type Looked = { pace: 'on' | 'soon' | 'rest'; remark?: string }

export type Look = {
  look(deps: WorkerDeps, looking: Looking): Promise<Looked>
  /** Whether something moves as far as this database knows: asked often while the cloud is left in peace. */
  moves?(deps: WorkerDeps, accountId: string): Promise<boolean>
}
