import { beforeEach, vi } from 'vitest'

/**
 * Noise on the console fails the test that made it. A test that expects noise says so with
 * `vi.spyOn(console, 'error').mockImplementation(() => {})` and checks the spy.
 */
beforeEach(() => {
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => {
      throw new Error(`console.${level} in a test that did not expect it: ${values.map(String).join(' ')}`)
    })
  }
})
