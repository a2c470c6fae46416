import type { Probe } from './probe.ts'

/** What is known of one existing resource. Its own order is the one it was bought with, so it proves nothing. */
export const probeOfOne = (
  id: string,
  { state, words, read, step }: Pick<Probe, 'state' | 'words' | 'read' | 'step'>,
): Probe => ({
  state,
  delivered: state === 'reached' ? 1 : 0,
  failed: state === 'failed' ? 1 : 0,
  expected: 1,
  resourceIds: [id],
  orderIds: [],
  read,
  words,
  ...(step !== undefined && { step }),
})

/** The resource that was to be changed is not there any more. */
export const gone: Probe = {
  state: 'failed',
  delivered: 0,
  failed: 1,
  expected: 1,
  resourceIds: [],
  orderIds: [],
  read: {},
  words: 'reasons.targetGone',
}
