import { z } from 'zod'
import { expect, test } from './fixtures.ts'
import { fillSwitch, openSwitch, signForLoss } from './switch.ts'

const server = 'arcade'
const serverId = '1234567b8bab40ffb711234cb80d0234'
const Shown = z.object({ phones: z.array(z.object({ id: z.string(), name: z.string() })) })

test('an admin switches a server from the list, signs for the loss, a reviewer approves, and new phones stand there', async ({
  signInAs,
  cloud,
}) => {
  test.setTimeout(180_000)
  const admin = await signInAs('admin')
  const phones = async () =>
    Shown.parse(await (await admin.request.get(`/api/phone-servers/${serverId}`)).json()).phones.map(({ id }) => id)
  const before = await phones()
  expect(before).toHaveLength(20)
  await openSwitch(admin, server)
  await fillSwitch(admin, 'kg1.cp.c20.d64SSD.e1v1')

  // What is lost is listed by name and id, and nobody goes on without signing for it.
  await expect(admin.getByText('All data on 20 phones will be lost')).toBeVisible()
  const list = admin.getByRole('region', { name: 'The 20 phones of arcade' })
  await expect(list.getByRole('listitem')).toHaveCount(20)
  await expect(list.getByText(before[0] ?? 'no phone')).toBeAttached()
  await admin.getByRole('button', { name: 'Next' }).click()
  const problems = admin.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(problems.getByRole('link')).toHaveCount(2)
  await admin.getByRole('checkbox', { name: /lost for good/ }).check()
  await admin.getByLabel('Name of the server').fill('Arcade')
  await admin.getByRole('button', { name: 'Next' }).click()
  await expect(problems.getByRole('link')).toHaveCount(1)
  await expect(admin.getByLabel('Name of the server')).toHaveAccessibleDescription(/capitals included/)
  await signForLoss(admin, server)

  await expect(admin.getByRole('region', { name: 'Phones that are lost' }).getByRole('listitem')).toHaveCount(20)
  await expect(admin.getByText('Free of charge').filter({ visible: true })).toBeVisible()
  await admin.getByLabel('Why is it needed?').fill('The old hardware is slow')
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)

  const reviewer = await signInAs('reviewer')
  await reviewer.goto(new URL(admin.url()).pathname)
  await expect(reviewer.getByText('All data on 20 phones of arcade will be lost.').first()).toBeVisible()
  await reviewer.getByRole('tab', { name: 'Exact bytes' }).click()
  const reviewed = await reviewer.getByRole('tabpanel', { name: 'Exact bytes' }).locator('code').textContent()
  await reviewer.getByRole('button', { name: 'Approve', exact: true }).click()
  const dialog = reviewer.getByRole('alertdialog')
  await expect(dialog.getByText('All data on 20 phones of arcade will be lost.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Approve' }).click()

  for (const page of [admin, reviewer]) await expect(page.getByText('Carried out').first()).toBeVisible()
  await expect(admin.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  const sent = (await cloud.ledger()).filter((row) => row.path.endsWith(`/servers/${serverId}/change`))
  expect(sent.map(({ outcome, body }) => [outcome, body])).toEqual([['accepted', reviewed]])

  await admin.goto(`/jobs?q=${sent[0]?.job_id}`)
  await expect(admin.getByRole('row').filter({ hasText: 'Switch a phone server to new hardware' })).toContainText(
    'Done',
  )
  // Beside the list, on a page of its own, and on the board.
  const job = admin.getByRole('row').filter({ hasText: 'Switch a phone server to new hardware' })
  await job.getByText('Done', { exact: true }).click()
  const beside = admin.getByRole('region', { name: 'Switch a phone server to new hardware' })
  await expect(beside.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(beside.getByRole('link', { name: server })).toBeVisible()
  await beside.getByRole('link', { name: 'Full page' }).click()
  await expect(admin).toHaveURL(/\/jobs\/cph\/[\w-]+$/)
  await expect(admin.getByRole('heading', { level: 1, name: 'Switch a phone server to new hardware' })).toBeVisible()
  await expect(admin.getByRole('link', { name: /^Request \d+/ })).toBeVisible()
  await admin.goto('/jobs?view=board')
  const done = admin.getByRole('region', { name: /^Done/ }).getByRole('article').filter({ hasText: server })
  await expect(done.getByRole('link', { name: 'Switch a phone server to new hardware' })).toBeVisible()
  await admin.goto(`/phone-servers/${serverId}`)
  await expect(admin.getByRole('heading', { name: /^Phones.*20 running/ })).toBeVisible()
  const after = await phones()
  expect(after).toHaveLength(20)
  expect(after.filter((id) => before.includes(id))).toEqual([])
})
