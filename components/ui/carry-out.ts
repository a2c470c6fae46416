/**
 * Runs what was confirmed and shows how far it is: `busy` while it runs, then `done`, or `broken` when it throws, so that the
 * dialog neither stays busy nor leaves as if it were done. Throws what was thrown.
 */
export async function carryOut(
  run: () => Promise<unknown>,
  show: (stage: 'busy' | 'done' | 'broken') => void,
): Promise<void> {
  show('busy')
  try {
    await run()
  } catch (thrown) {
    show('broken')
    throw thrown
  }
  show('done')
}
