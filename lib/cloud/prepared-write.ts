import { hash } from 'node:crypto'

import type { WriteCall } from './call.ts'
import type { WireRequest } from './exchange.ts'

/** A write signed once, ready to be sent once. Its headers carry the signature: they show in no log and no JSON. */
export class PreparedWrite {
  readonly call: WriteCall
  readonly url: string
  /** The exact text to send; its UTF-8 bytes are what was signed. */
  readonly body: string | undefined
  /** SHA-256 of those bytes in lower-case hex. */
  readonly bodySha256: string
  /** The gateway takes the signature for 15 minutes from here. */
  readonly signedAt: Date
  readonly #headers: Readonly<Record<string, string>>
  #isSpent = false

  constructor(call: WriteCall, request: WireRequest, signedAt: Date) {
    this.call = call
    this.url = request.url
    this.body = request.body
    this.bodySha256 = hash('sha256', request.body ?? '', 'hex')
    this.signedAt = signedAt
    this.#headers = request.headers
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers
  }

  /**
   * Takes the right to send, for good, whatever comes of it.
   *
   * @throws Error the second time
   */
  spend(): WireRequest {
    if (this.#isSpent) throw new Error(`This ${this.call.api} was sent before; a write is never sent twice.`)
    this.#isSpent = true
    return { method: this.call.method, url: this.url, headers: this.#headers, body: this.body }
  }
}
