import { firstViews, readFirstView } from './first-view.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './stack.ts'

/** How React sends what comes apart from its place, to be put there by a script. */
const apart = '<div hidden id="S:'

test('a page asks for no more JavaScript than its budget, and what it shows stands in its HTML in its place', async ({
  url,
}) => {
  const cookies = {
    admin: await signIn(url, 'admin@demo.test'),
    owner: await signIn(url, 'owner@demo.test'),
    nobody: '',
  }
  for (const { path, budgetKib, as, isSlow = false } of firstViews) {
    const { html, kib } = await readFirstView(url, path, cookies[as])
    expect.soft(kib, `${path} may ask for ${budgetKib} KiB`).toBeLessThanOrEqual(budgetKib)
    // The framework alone has more: where less was counted, nothing was.
    expect.soft(kib, `${path} has scripts`).toBeGreaterThan(100)
    // Small things may come apart, such as the words of an empty list; what the page is about stands where it belongs.
    const isInPlace = html.includes('<h1') && !html.slice(0, html.indexOf('<h1')).includes(apart)
    expect.soft(isInPlace, `${path} shows what it is about in its place`).toBe(!isSlow)
  }
})
