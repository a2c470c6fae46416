import { type Page, expect } from '@playwright/test'
import { actionIds, callAction } from './direct.ts'

const next = (page: Page) => page.getByRole('button', { name: /^(Next|Continue)/ }).click()
const onStep = (page: Page, title: string) => expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused()

/** Opens the switch of a server from the list, a draft of an earlier test thrown away. */
export async function openSwitch(page: Page, server: string): Promise<void> {
  await page.goto('/phone-servers')
  const { origin } = new URL(page.url())
  const cookies = await page.context().cookies(origin)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  await callAction(origin, actionIds().get('draft.discard') ?? '', { operation: 'switch-phone-server' }, { cookie })
  await page.getByRole('table').getByRole('link', { name: server, exact: true }).click()
  await page.getByRole('link', { name: 'Switch a phone server to new hardware' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Server', exact: true })).toBeVisible()
  await expect(page.getByText('The server moves to new hardware')).toBeVisible()
}

/** From the server to the step that names what is lost: all as the server has it, the phone flavor included. */
export async function fillSwitch(page: Page, phoneModel: string): Promise<void> {
  await next(page)
  await onStep(page, 'Zone and project')
  await next(page)
  await onStep(page, 'Phones')
  const box = page.getByRole('combobox', { name: 'Phone flavor' })
  await box.click()
  await box.fill(phoneModel)
  await page
    .getByRole('option', { name: new RegExp(phoneModel.replaceAll('.', String.raw`\.`)) })
    .first()
    .click()
  await next(page)
  await onStep(page, 'Image and key pair')
  await next(page)
  await onStep(page, 'Network')
  await next(page)
  await onStep(page, 'Ports and access (optional)')
  await next(page)
  await onStep(page, 'Disks')
  await next(page)
  await onStep(page, 'What is lost')
}

/** Signs for the loss: the tick, and the name typed by hand. */
export async function signForLoss(page: Page, server: string): Promise<void> {
  await page.getByRole('checkbox', { name: /lost for good/ }).check()
  await page.getByLabel('Name of the server').fill(server)
  await next(page)
  await expect(page.getByRole('heading', { level: 2, name: /Review/ })).toBeFocused()
}
