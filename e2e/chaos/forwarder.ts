import { once } from 'node:events'
import { type Socket, connect, createServer } from 'node:net'
import { listenOnLoopback } from './listen.ts'

/** An address that stays while what answers behind it changes, or is nobody for a while. */
export class Forwarder {
  readonly #server = createServer((incoming) => this.#forward(incoming))
  readonly #open = new Set<Socket>()
  #target = 0
  #port = 0

  get port(): number {
    return this.#port
  }

  /** From now on `port` of the loopback answers here. What was connected before is cut off. */
  async switchTo(port: number): Promise<void> {
    this.#target = port
    this.#cutAll()
    if (this.#server.listening) return
    this.#port = await listenOnLoopback(this.#server, this.#port)
  }

  /** Whatever is connected is cut off, and new connections are refused. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#cutAll()
    await closed
  }

  #forward(incoming: Socket): void {
    const outgoing = connect(this.#target, '127.0.0.1')
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      one.setNoDelay(true)
      this.#open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }

  #cutAll(): void {
    for (const socket of this.#open) socket.destroy()
  }
}
