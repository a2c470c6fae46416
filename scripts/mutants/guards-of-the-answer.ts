import type { Mutant } from './mutant.ts'

const late = 'e2e/protocol/late-answers.test.ts'
const spool = 'lib/worker/spool.test.ts'

/** What becomes of an answer that cannot be recorded at once. */
export const guardsOfTheAnswer: readonly Mutant[] = [
  {
    guard: 'an answer is on the disk before it is recorded',
    file: 'lib/worker/keep.ts',
    found: 'const name = await keep(deps, kept)',
    by: 'const name = kept.held.fence < 0 ? await keep(deps, kept) : undefined',
    missedBy: { suite: late, test: 'by the next worker on its host as if nothing had happened' },
  },
  {
    guard: 'an answer is on the disk, and not only on its way there (fsync)',
    file: 'lib/worker/spool.ts',
    found: '        await file.sync()\n',
    by: '',
    missedBy: { suite: spool, test: 'outlives a loss of power' },
  },
  {
    guard: 'the name of a kept answer is on the disk, too (fsync of the folder)',
    file: 'lib/worker/spool.ts',
    found: '      await rename(unfinished, join(folder, name))\n      await syncFolder(folder)\n',
    by: '      await rename(unfinished, join(folder, name))\n',
    missedBy: { suite: spool, test: 'outlives a loss of power' },
  },
  {
    guard: 'an answer that was not recorded is not removed',
    file: 'lib/worker/keep.ts',
    found: '    if (name !== undefined) deps.spool.release(name)\n    throw thrown',
    by: '    if (name !== undefined) await drop(deps, name)\n    throw thrown',
    missedBy: { suite: 'e2e/protocol/database-away.test.ts', test: 'without any look for the purchase' },
  },
  {
    guard: 'an answer decides nothing that was settled without it (replay)',
    file: 'lib/worker/replay.ts',
    found: "  if (row.state === 'sending' || (row.state === 'unknown' && answer.kind !== 'unknown')) return 'open'\n",
    by: "  if (row.state !== 'closed') return 'open'\n",
    missedBy: { suite: late, test: 'when its purchase was found otherwise' },
  },
  {
    guard: 'the answer to a payment is recorded for its own sender alone (replay)',
    file: 'lib/worker/replay.ts',
    found: "now?.state === 'paying' && now.fence === held.fence",
    by: "now?.state !== 'provisioning'",
    missedBy: { suite: late, test: 'when the order has told already' },
  },
  {
    guard: 'a yes to what was called absent reaches a person',
    file: 'lib/worker/late-evidence.ts',
    found: "known && kept.write === 'attempt' && kept.answer.kind === 'accepted'",
    by: "known && kept.write === 'payment' && kept.answer.kind === 'accepted'",
    missedBy: { suite: late, test: 'hands it to a person' },
  },
  {
    guard: 'what waits on the disk is sealed for its own name',
    file: 'lib/auth/secrets.ts',
    found: 'return `spool|${binding.spoolId}|answer|v2`',
    by: "return 'spool|answer|v2'",
    missedBy: { suite: spool, test: 'under the name of another' },
  },
]
