import { expect, test } from './fixtures.ts'

test('an admin changes the flavor of a server from its page, a reviewer approves, and the server has it', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(120_000)
  const admin = await signInAs('admin')
  await admin.goto('/phone-servers/a176d8625981453bbafbc0a321d8d6a1')
  await admin.getByRole('link', { name: 'Change the flavor of a phone server' }).click()
  await expect(admin.getByText('stream-hall').first()).toBeVisible()
  await admin.getByRole('button', { name: /^(Next|Continue)/ }).click()
  await admin.getByRole('combobox', { name: 'Server flavor' }).click()
  await admin.getByRole('option', { name: /physical\.rx1\.xlarge\.special/ }).click()
  await admin.getByRole('combobox', { name: 'Phone flavor' }).click()
  await admin.getByRole('option', { name: /rx1\.cp\.sp\.c105\.d8\.e5v5/ }).click()
  await expect(admin.getByText('is paid in addition').first()).toBeVisible()
  await admin.getByRole('button', { name: /^(Next|Continue|Review)/ }).click()
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  await reviewer.getByRole('button', { name: /^Approve CNY/ }).click()
  await reviewer
    .getByRole('dialog')
    .or(reviewer.getByRole('alertdialog'))
    .getByRole('button', { name: /Approve/ })
    .click()
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  const sent = (await cloud.ledger()).filter((row) => row.path.endsWith('/change-server-model'))
  expect(sent.map((row) => row.outcome)).toEqual(['accepted'])
})
