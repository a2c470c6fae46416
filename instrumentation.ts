/** Next calls this once in each process, before it answers anything. */
export async function register(): Promise<void> {
  // oxlint-disable-next-line node/no-process-env -- Next replaces it with the runtime that it builds for
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startServing } = await import('#lib/serving/start.ts')
  await startServing()
}
