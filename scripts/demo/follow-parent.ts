import { isMainThread } from 'node:worker_threads'

// Loaded before a part of the demo: standard input is a pipe that the launcher holds. When the launcher is gone, however it
// went, the pipe ends, and so does the part with all it started.

const graceMs = 2000

function leave(): void {
  setTimeout(() => signalGroup('SIGKILL'), graceMs)
  signalGroup('SIGTERM')
}

/** The launcher made the part the first of its own group. */
function signalGroup(kind: NodeJS.Signals): void {
  try {
    process.kill(-process.pid, kind)
  } catch {
    process.kill(process.pid, kind)
  }
}

if (isMainThread) {
  process.stdin.once('end', leave)
  process.stdin.once('error', leave)
  process.stdin.resume()
  // The pipe alone must not keep the part alive.
  process.stdin.unref()
}
