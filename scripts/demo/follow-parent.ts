import { isMainThread } from 'node:worker_threads'

// Loaded before a part of the demo: standard input is a pipe that the launcher holds. When the launcher is gone, however it
// went, the pipe ends, and so does the part.

const graceMs = 2000

function leave(): void {
  setTimeout(() => process.exit(1), graceMs).unref()
  process.kill(process.pid, 'SIGTERM')
}

if (isMainThread) {
  process.stdin.once('end', leave)
  process.stdin.once('error', leave)
  process.stdin.resume()
  // The pipe alone must not keep the part alive.
  process.stdin.unref()
}
