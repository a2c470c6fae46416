import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** What a part of a stack must be started with, so that its heap can be read: the port that its inspector opens is then its own. */
export const readableHeap = { NODE_OPTIONS: '--inspect-port=0' }

/**
 * Which of `texts` are in the heap of process `pid` after its garbage was collected. `logFile` is where it writes: its
 * inspector, which listens on the loopback from then on, says there where it is.
 */
export async function textsInHeap(pid: number, logFile: string, texts: readonly string[]): Promise<string[]> {
  process.kill(pid, 'SIGUSR1')
  const inspector = new WebSocket(await addressIn(logFile))
  const answers = new Map<number, () => void>()
  const found = new Set<string>()
  const longest = Math.max(...texts.map((text) => text.length))
  let before = ''
  inspector.addEventListener('message', ({ data }) => {
    // What the inspector sends is documented as this.
    const { id, params } = JSON.parse(String(data)) as { id?: number; params?: { chunk?: string } }
    if (id !== undefined) return answers.get(id)?.()
    const chunk = before + (params?.chunk ?? '')
    for (const text of texts) if (chunk.includes(text)) found.add(text)
    // A text may be cut by the end of a chunk.
    before = chunk.slice(-longest)
  })
  await new Promise((resolve, reject) => {
    inspector.addEventListener('open', resolve)
    inspector.addEventListener('error', reject)
  })
  const ask = (id: number, method: string, params: Record<string, unknown> = {}) =>
    new Promise<void>((resolve) => {
      answers.set(id, resolve)
      inspector.send(JSON.stringify({ id, method, params }))
    })
  // Else a text is told up to its 1024th character, and a key in a long one is behind that.
  const whole = `process.getBuiltinModule('node:v8').setFlagsFromString('--heap-snapshot-string-limit=100000000')`
  await ask(1, 'Runtime.evaluate', { expression: whole })
  await ask(2, 'HeapProfiler.enable')
  await ask(3, 'HeapProfiler.collectGarbage')
  await ask(4, 'HeapProfiler.takeHeapSnapshot')
  inspector.close()
  return [...found]
}

async function addressIn(logFile: string): Promise<string> {
  for (let nth = 0; nth < 200; nth += 1) {
    const found = /ws:\/\/127\.0\.0\.1:\d+\/[\da-f-]+/.exec(readFileSync(logFile, 'utf8'))?.[0]
    if (found !== undefined) return found
    await pause(50)
  }
  throw new Error('The inspector did not say where it listens')
}
