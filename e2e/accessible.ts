import AxeBuilder from '@axe-core/playwright'
import { type Page, expect } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Nothing on the page breaks a rule of WCAG 2.2 AA that a program can see. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Between two pages there is a moment without one.
  await expect(page).toHaveTitle(/\S/)
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id} ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  )
  expect(found).toEqual([])
}

/** Nothing sticks out of the window sideways; tables scroll inside their own region. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect([where, beyond]).toEqual([where, 0])
}
