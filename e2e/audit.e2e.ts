import { readFile } from 'node:fs/promises'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'

test('an owner finds what happened, who did it and what it is bound to, and exports it', async ({ signInAs }) => {
  test.setTimeout(120_000)
  const owner = await signInAs('owner')
  await owner.goto('/')
  await owner.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Audit' }).click()
  await expect(owner.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()

  // A worker has looked through it when it started; nothing is said that it did not find.
  await expect(async () => {
    await owner.reload()
    await expect(owner.getByText(/Verified up to entry [\d,]+ at /)).toBeVisible({ timeout: 2000 })
  }).toPass()

  await owner.goto('/audit?action=session.open')
  const table = owner.getByRole('region', { name: 'What happened, and who did it' })
  await expect(table.getByRole('link', { name: 'Signed in' }).first()).toBeVisible()
  await expect(table.getByText('Asked for')).toHaveCount(0)
  await table.getByRole('row').nth(1).click()
  const panel = owner.getByRole('region', { name: 'Signed in' })
  await expect(panel.getByText('Place in the chain').first()).toBeVisible()
  await expect(panel.getByText('Nothing beyond that it happened.')).toBeVisible()
  await owner.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)

  await owner.getByRole('button', { name: 'Export' }).click()
  await expectAccessible(owner, 'the export menu')
  const saved = owner.waitForEvent('download')
  await owner.getByRole('menuitem', { name: 'JSON, for programs' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.json$/)
  await expect(owner.getByText(`${file.suggestedFilename()} was saved`).first()).toBeVisible()
  const rows: unknown = JSON.parse(await readFile(await file.path(), 'utf8'))
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ event: 'session.open', hash: expect.stringMatching(/^[\da-f]{64}$/) }),
    ]),
  )
})

test('who may read no audit is told who may, and finds no way to it', async ({ signInAs }) => {
  const admin = await signInAs('admin')
  await admin.goto('/')
  await expect(
    admin.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Audit' }),
  ).toHaveCount(0)
  await admin.goto('/audit')
  await expect(admin.getByRole('heading', { level: 1, name: 'The audit is not open to you' })).toBeVisible()
})
