import { firstViewKib, firstViews } from './first-view.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './stack.ts'

test('no page asks for more JavaScript than its budget before its first view', async ({ url }) => {
  const cookies = {
    admin: await signIn(url, 'admin@demo.test'),
    owner: await signIn(url, 'owner@demo.test'),
    nobody: '',
  }
  for (const { path, budgetKib, as } of firstViews) {
    const kib = await firstViewKib(url, path, cookies[as])
    expect.soft(kib, `${path} may ask for ${budgetKib} KiB`).toBeLessThanOrEqual(budgetKib)
    // The framework alone has more: where less was counted, nothing was.
    expect.soft(kib, `${path} has scripts`).toBeGreaterThan(100)
  }
})
