import { execFileSync } from 'node:child_process'
import { expect, test } from './fixtures.ts'
import { type Copy, consoleWithToy } from './sixth-operation/console-with.ts'
import { type Stack, startStack } from './stack.ts'

let copy: Copy
let stack: Stack

// A console of its own is copied, built and started.
test.beforeAll(async () => {
  test.setTimeout(300_000)
  copy = consoleWithToy()
  stack = await startStack({ top: copy.top })
})
test.afterAll(async () => {
  await stack?.stop()
  copy?.remove()
})

test('an operation is added by its folder, the generated registries and the pretend cloud, and by nothing else', () => {
  test.setTimeout(120_000)
  const others = copy
    .changed()
    .filter(
      (file) => !/^emulator\/|^lib\/operations\/resize-by-the-hour\/|^lib\/operations\/\w+[.]gen[.]ts$/.test(file),
    )
  expect(others).toEqual([])
  expect(() => execFileSync('node_modules/.bin/tsc', ['--noEmit'], { cwd: copy.top })).not.toThrow()
})

test('the added operation is offered, filled in, reviewed, carried out, followed and audited', async ({ signInAs }) => {
  test.setTimeout(120_000)
  const at = { baseURL: stack.url }
  const admin = await signInAs('admin', at)
  await admin.goto('/servers')
  await admin.getByRole('link', { name: 'build-02' }).click()
  await admin.getByRole('link', { name: 'Resize by the hour' }).click()
  await admin.getByLabel('New flavor').fill('s6.xlarge.2')
  await admin.getByRole('button', { name: /^(Next|Continue|Review)/ }).click()
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  await expect(admin.getByText('New flavor').first()).toBeVisible()

  const reviewer = await signInAs('reviewer', at)
  await reviewer.goto(new URL(admin.url()).pathname)
  await reviewer.getByRole('button', { name: /^Approve/ }).click()
  await reviewer
    .getByRole('alertdialog')
    .or(reviewer.getByRole('dialog'))
    .getByRole('button', { name: /Approve/ })
    .click()
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })

  const sent = (await stack.cloud.ledger()).filter((row) => /\/v1\/[^/]+\/cloudservers\/[^/]+\/resize$/.test(row.path))
  expect(sent.map(({ body, outcome }) => ({ body, outcome }))).toEqual([
    { body: '{"resize":{"flavorRef":"s6.xlarge.2"}}', outcome: 'accepted' },
  ])
  await admin.goto('/jobs')
  await expect(admin.getByText('Resize by the hour').first()).toBeVisible()

  const support = await signInAs('support', at)
  await support.goto('/operations/resize-by-the-hour/new')
  await expect(support.getByRole('button', { name: 'Ask for approval' })).toHaveCount(0)
  await support.goto(new URL(reviewer.url()).pathname)
  await expect(support.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
})
