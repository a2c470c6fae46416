import { expect, test } from 'vitest'
import { changeDesktop, desktopNamed } from '../../testing/changes.ts'
import { startCloud } from '../../testing/start-cloud.ts'

const cloud = startCloud()
const resize = { type: 'resizeDesktops', resize_product_id: 'workspace.x86.ultimate.xlarge2' }
const ownVolume = desktopNamed(cloud, 'DESIGN-01').data[0]?.volumeId
const expand = { type: 'expandVolumes', expand_volume_id: ownVolume, expand_new_size: 200 }
const term = { type: 'meteredToPeriod', is_subscribe: true, period_type: 2, period_num: 1 }
const lites = {
  type: 'resizeExclusiveLites',
  exclusive_lites_product_id: 'workspacehost.lite.desktop',
  new_quantity: 6,
}
const bad = 'WKS.00211102'

test.each<[what: string, desktop: string, body: unknown, word: string]>([
  ['a body that is a list', 'DESIGN-01', [], 'body'],
  ['no type', 'DESIGN-01', {}, 'type'],
  ['an unknown type', 'DESIGN-01', { ...resize, type: 'RESIZE' }, 'type'],
  ['a type in another case', 'DESIGN-01', { ...resize, type: 'ResizeDesktops' }, 'type'],
  [
    'a resize without a product',
    'DESIGN-01',
    { type: 'resizeDesktops' },
    'resize_product_id is required for resizeDesktops',
  ],
  ['an empty product', 'DESIGN-01', { ...resize, resize_product_id: '' }, 'resize_product_id'],
  ['a product as null', 'DESIGN-01', { ...resize, resize_product_id: null }, 'resize_product_id'],
  ['a product of 256 characters', 'DESIGN-01', { ...resize, resize_product_id: 'p'.repeat(256) }, 'resize_product_id'],
  [
    'an unknown product',
    'DESIGN-01',
    { ...resize, resize_product_id: 'workspace.x' },
    'resize_product_id does not exist',
  ],
  ['the current product', 'DESIGN-02', resize, 'resize_product_id is the current product'],
  [
    'a smaller product',
    'DESIGN-02',
    { ...resize, resize_product_id: 'workspace.x86.ultimate.large2' },
    'resize_product_id',
  ],
  [
    'a product of another architecture',
    'DESIGN-01',
    { ...resize, resize_product_id: 'workspacehost.k.large4' },
    'resize_product_id',
  ],
  [
    'a step down in the packages',
    'DESIGN-01',
    { ...resize, resize_product_id: 'workspace.x86.enterprise.xlarge2' },
    'resize_product_id',
  ],
  [
    'a product that is sold out',
    'DESIGN-01',
    { ...resize, resize_product_id: 'workspace.x86.ultimate.2xlarge2' },
    'sold out',
  ],
  [
    'a product sold out in its zone',
    'DESIGN-04',
    { ...resize, resize_product_id: 'workspace.x86.ultimate.2xlarge4' },
    'sold out',
  ],
  ['a withdrawn product', 'DESIGN-01', { ...resize, resize_product_id: 'workspace.x86.ultimate.xlarge3' }, 'withdrawn'],
  ['a resize with a disk', 'DESIGN-01', { ...resize, expand_volume_id: ownVolume }, 'expand_volume_id does not go'],
  ['a resize with a size', 'DESIGN-01', { ...resize, expand_new_size: 100 }, 'expand_new_size does not go'],
  ['a resize with a term', 'DESIGN-01', { ...resize, period_type: 2 }, 'period_type does not go'],
  ['a resize with renewal', 'DESIGN-01', { ...resize, is_auto_renew: 1 }, 'is_auto_renew does not go'],
  ['a resize with a quantity', 'DESIGN-01', { ...resize, new_quantity: 1 }, 'new_quantity does not go'],
  [
    'an expansion without a disk',
    'DESIGN-01',
    { ...expand, expand_volume_id: undefined },
    'expand_volume_id is required',
  ],
  [
    'an expansion without a size',
    'DESIGN-01',
    { ...expand, expand_new_size: undefined },
    'expand_new_size is required',
  ],
  ['a size of 205', 'DESIGN-01', { ...expand, expand_new_size: 205 }, 'expand_new_size'],
  ['a size of 0', 'DESIGN-01', { ...expand, expand_new_size: 0 }, 'expand_new_size'],
  ['a size above 32760', 'DESIGN-01', { ...expand, expand_new_size: 32_770 }, 'expand_new_size'],
  ['a size as text', 'DESIGN-01', { ...expand, expand_new_size: '200' }, 'expand_new_size'],
  ['the size it has', 'DESIGN-01', { ...expand, expand_new_size: 100 }, 'expand_new_size must be above'],
  ['a size below', 'DESIGN-01', { ...expand, expand_new_size: 90 }, 'expand_new_size must be above'],
  [
    'the record of a disk',
    'DESIGN-01',
    { ...expand, expand_volume_id: desktopNamed(cloud, 'DESIGN-01').data[0]?.id },
    'expand_volume_id',
  ],
  ['a disk of another desktop', 'DESIGN-02', expand, 'expand_volume_id is not a disk of this desktop'],
  ['an expansion with a product', 'DESIGN-01', { ...expand, resize_product_id: 'p' }, 'resize_product_id does not go'],
  ['a term that is not chosen', 'TRIAL-01', { type: 'meteredToPeriod', is_subscribe: true }, 'period_type is required'],
  ['a term of 10 months', 'TRIAL-01', { ...term, period_num: 10 }, 'period_num'],
  ['a term of 4 years', 'TRIAL-01', { ...term, period_type: 3, period_num: 4 }, 'period_num'],
  ['a term of 0', 'TRIAL-01', { ...term, period_num: 0 }, 'period_num'],
  ['a term in hours', 'TRIAL-01', { ...term, period_type: 4 }, 'period_type'],
  ['renewal by boolean', 'TRIAL-01', { ...term, is_auto_renew: true }, 'is_auto_renew'],
  ['buying by text', 'TRIAL-01', { ...term, is_subscribe: 'true' }, 'is_subscribe'],
  ['a term for Linux', 'TRIAL-03', term, 'Windows'],
  [
    'hosts without a product',
    'WDH-01-LITE-01',
    { ...lites, exclusive_lites_product_id: undefined },
    'exclusive_lites_product_id is required',
  ],
  ['hosts without a quantity', 'WDH-01-LITE-01', { ...lites, new_quantity: undefined }, 'new_quantity is required'],
  [
    'a product that is none of the host',
    'WDH-01-LITE-01',
    { ...lites, exclusive_lites_product_id: 'workspace.x86.ultimate.large2' },
    'exclusive_lites_product_id',
  ],
  ['a quantity of 301', 'WDH-01-LITE-01', { ...lites, new_quantity: 301 }, 'new_quantity'],
  ['a quantity above the host', 'WDH-01-LITE-01', { ...lites, new_quantity: 61 }, 'new_quantity must be from 2 to 60'],
  ['a quantity below the host', 'WDH-01-LITE-01', { ...lites, new_quantity: 1 }, 'new_quantity must be from 2 to 60'],
  ['the quantity there is', 'WDH-01-LITE-01', { ...lites, new_quantity: 4 }, 'new_quantity changes nothing'],
  ['payment by boolean', 'DESIGN-01', { ...resize, extend_param: { is_auto_pay: true } }, 'extend_param.is_auto_pay'],
  [
    'payment in capitals',
    'DESIGN-01',
    { ...resize, extend_param: { is_auto_pay: 'TRUE' } },
    'extend_param.is_auto_pay',
  ],
  ['an unknown extension', 'DESIGN-01', { ...resize, extend_param: { coupon: 'x' } }, 'extend_param.coupon'],
  [
    'a project of 37 characters',
    'DESIGN-01',
    { ...resize, enterprise_project_id: 'x'.repeat(37) },
    'enterprise_project_id',
  ],
  ['an unknown member', 'DESIGN-01', { ...resize, mode: 'STOP_DESKTOP' }, 'mode is unknown'],
])('%s is refused by name', async (_, desktop, body, word) => {
  const answer = await changeDesktop(cloud, desktop, body)
  expect([answer.status, answer.body.error_code]).toEqual([400, bad])
  expect(answer.body.error_msg).toContain(word)
  expect(Object.keys(answer.body)).toEqual(['error_code', 'error_msg', 'error_detail'])
})

test.each<[what: string, desktop: string, body: unknown, code: string]>([
  ['a pay-per-use desktop by order', 'TRIAL-01', resize, 'WKS.00211103'],
  ['a term for one that has it', 'DESIGN-01', term, 'WKS.00211103'],
  ['a desktop of a pool', 'CALL-01', term, 'WKS.00211103'],
  ['a desktop of an hour package', 'FLEXUS-01', term, 'WKS.00211103'],
  ['a resize of a desktop on a host', 'WDH-01-LITE-01', resize, 'WKS.00211103'],
  ['a host for a desktop on none', 'DESIGN-01', lites, 'WKS.00211103'],
  ['a frozen desktop', 'OFFICE-02', resize, 'WKS.00010032'],
  ['a busy desktop', 'OFFICE-03', resize, 'WKS.00010032'],
  ['a broken desktop', 'BROKEN-01', term, 'WKS.00010032'],
  [
    'an expansion while hibernated',
    'DESIGN-03',
    { ...expand, expand_volume_id: desktopNamed(cloud, 'DESIGN-03').root.volumeId },
    'WKS.00010032',
  ],
])('%s conflicts', async (_, desktop, body, code) => {
  const answer = await changeDesktop(cloud, desktop, body)
  expect([answer.status, answer.body.error_code]).toEqual([409, code])
})

test('an unknown desktop is 404, an empty body WKS.0001, no JSON a bad parameter', async () => {
  const send = (id: string, rawBody: string) => cloud.call('POST', `/v2/{pid}/periodic/${id}/change/order`, { rawBody })
  const nobody = await send('00000000-0000-4000-8000-000000000000', JSON.stringify(resize))
  expect([nobody.status, nobody.body.error_code]).toEqual([404, 'WKS.00211902'])
  const { id } = desktopNamed(cloud, 'DESIGN-01')
  expect(await send(id, '')).toMatchObject({ status: 400, body: { error_code: 'WKS.0001' } })
  expect((await send(id, '{')).body.error_code).toBe(bad)
})

test('a key that only reads cannot order', async () => {
  const { id } = desktopNamed(cloud, 'DESIGN-01')
  const answer = await cloud.call('POST', `/v2/{pid}/periodic/${id}/change/order`, { as: 'read', body: resize })
  expect([answer.status, answer.body.error_code]).toEqual([403, 'WKS.00081102'])
})

test('nothing is ordered by any of them', () => {
  expect(cloud.emulator.cloud.world.orders.filter((order) => order.type === 3 || order.type === 11)).toEqual([])
  expect(cloud.emulator.cloud.world.desktopJobs).toHaveLength(1)
})
