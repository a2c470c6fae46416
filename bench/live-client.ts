import { type IncomingMessage, request } from 'node:http'
import { followChanges } from '#components/shell/follow-changes.ts'
import { type LiveRows, liveSignals, type ToldChange } from '#lib/live/event.ts'

/** What stands in for one browser: where it is signed in, and what it does when the orders have changed. */
type Options = {
  url: string
  cookie: string
  /** Reads the orders again, as the page does; the last one begun is what counts. */
  readOrders?: () => Promise<void>
  /** Puts rows that the stream brought into what the page shows. */
  putRows?: (rows: LiveRows) => void
}

/** One stream of `/api/events`, read as the browser's part of the console reads it. */
export class LiveClient {
  /** The ids of the changes that it was told of, in their order. */
  readonly told: string[] = []
  resyncs = 0
  readonly #options: Options
  readonly #changes = followChanges({
    read: (key) => this.#refresh(key),
    put: (rows) => this.#options.putRows?.(rows),
  })
  #lastId = ''
  #answer: IncomingMessage | undefined

  constructor(options: Options) {
    this.#options = options
  }

  /** Resolves when the stream has begun; goes on where the last one ended. Throws when it is refused. */
  async open(): Promise<void> {
    const { url, cookie } = this.#options
    const headers = { cookie, accept: 'text/event-stream', ...(this.#lastId && { 'last-event-id': this.#lastId }) }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${url}/api/events`, { headers, agent: false }).on('response', resolve).on('error', reject).end()
    })
    if (answer.statusCode !== 200) throw new Error(`The stream was refused: ${answer.statusCode}`)
    this.#answer = answer
    const begun = Promise.withResolvers<void>()
    let rest = ''
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) this.#hear(part)
      if (this.#lastId !== '') begun.resolve()
    })
    // A connection that is cut is part of the measure.
    answer.on('error', () => undefined)
    await begun.promise
  }

  /** Breaks the line off, as a network does. */
  cut(): void {
    this.#answer?.destroy()
  }

  close(): void {
    this.cut()
    this.#changes.close()
  }

  #hear(part: string): void {
    const fields = new Map(
      part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    )
    this.#lastId = fields.get('id') ?? this.#lastId
    const signal = fields.get('event')
    if (signal === liveSignals.resync) this.resyncs += 1
    const data = fields.get('data') ?? ''
    // The console writes nothing else under this name.
    if (signal === liveSignals.rows) this.#changes.put(JSON.parse(data) as LiveRows)
    if (signal !== liveSignals.changed) return
    this.told.push(this.#lastId)
    // The console writes nothing else under this name.
    this.#changes.hear(JSON.parse(data) as ToldChange)
  }

  async #refresh([of, what]: readonly unknown[]): Promise<void> {
    if (of === 'orders' && what === 'list') await this.#options.readOrders?.()
  }
}
