import { firstViews, readFirstView } from '../e2e/first-view.ts'
import { startStack } from '../e2e/stack.ts'
import { type Suite, measure } from './measure.ts'

/**
 * JavaScript that a page's first view asks for. What the frame then loads behind it (decision 023) is told by the suite
 * `lighthouse`.
 */
export const firstLoad: Suite = {
  name: 'first-load',
  async run() {
    const stack = await startStack()
    try {
      const cookies = {
        admin: await stack.signIn('admin@demo.test'),
        owner: await stack.signIn('owner@demo.test'),
        nobody: '',
      }
      const results = []
      for (const { path, budgetKib, as } of firstViews) {
        const { kib } = await readFirstView(stack.url, path, cookies[as])
        results.push(
          measure({
            name: `first-load JavaScript of ${path}`,
            value: kib,
            unit: 'KiB gzip',
            budget: budgetKib,
            better: 'lower',
          }),
        )
      }
      return results
    } finally {
      await stack.stop()
    }
  },
}
