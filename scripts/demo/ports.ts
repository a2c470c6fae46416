import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { LaunchError } from './launch-error.ts'

const patienceMs = 3000

/**
 * Resolves when `port` is free on the loopback. Waits a little, because the parts of a killed demo need a moment to end.
 * Throws LaunchError naming the part that needs it and the setting that moves it.
 */
export async function requireFreePort(port: number, part: string, setting: string): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await delay(100)) {
    const code = await tryListening(port)
    if (code === undefined) return
    if (code !== 'EADDRINUSE' || Date.now() > until) throw refusal(port, part, setting, code)
  }
}

function refusal(port: number, part: string, setting: string, code: string): LaunchError {
  const other = `${setting}=${port < 65_535 ? port + 1 : port - 1} npm run demo`
  if (code === 'EACCES')
    return new LaunchError(`The system does not let you use port ${port} for ${part}. Choose another: ${other}`)
  return new LaunchError(
    `Port ${port}, which ${part} needs, is taken by another program (perhaps the demo runs already). ` +
      `Stop that one, or choose another port: ${other}`,
  )
}

function tryListening(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })
}
