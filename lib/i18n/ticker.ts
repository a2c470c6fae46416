/** One timer for all who want the time that often: a long list has a hundred of them. */
export class Ticker {
  readonly #everyMs: number
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setInterval> | undefined
  #told: number | undefined

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  readonly follow = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => this.#tick(), this.#everyMs)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
      // Whoever comes next does not begin with the time of the page's first drawing.
      this.#told = Date.now()
    }
  }

  /** Epoch milliseconds; undefined until it ticks, while what the server drew holds. */
  readonly read = (): number | undefined => {
    if (this.#told !== undefined && Date.now() - this.#told >= this.#everyMs) this.#told = Date.now()
    return this.#told
  }

  #tick(): void {
    this.#told = Date.now()
    for (const listener of this.#listeners) listener()
  }
}
