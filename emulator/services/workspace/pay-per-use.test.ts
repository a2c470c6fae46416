import { describe, expect, test } from 'vitest'
import { desktopNamed } from '../../testing/changes.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const idOf = (cloud: CloudUnderTest, name: string): string => desktopNamed(cloud, name).id
const resize = (cloud: CloudUnderTest, names: string[], changes: Record<string, unknown> = {}) =>
  cloud.call('POST', '/v2/{pid}/desktops/resize', {
    body: {
      desktops: names.map((name) => ({ desktop_id: idOf(cloud, name) })),
      product_id: 'workspace.x86.enterprise.xlarge2',
      mode: 'STOP_DESKTOP',
      ...changes,
    },
  })
const act = (cloud: CloudUnderTest, names: string[], operation: string) =>
  cloud.call('POST', '/v2/{pid}/desktops/action', {
    body: { desktop_ids: names.map((name) => idOf(cloud, name)), op_type: operation },
  })

describe('a pay-per-use desktop', () => {
  test('is resized by a job, with one part to a desktop', async () => {
    const cloud = startCloud()
    const { status, body } = await resize(cloud, ['TRIAL-01', 'FAIL-PERIOD'])
    expect(status).toBe(200)
    expect(body.jobs.map((row: { desktop_id: string }) => row.desktop_id)).toEqual([
      idOf(cloud, 'TRIAL-01'),
      idOf(cloud, 'FAIL-PERIOD'),
    ])
    cloud.emulator.finish()
    const { body: parts } = await cloud.call('GET', '/v2/{pid}/workspace-sub-jobs', { query: `job_id=${body.job_id}` })
    expect(parts.total_count).toBe(2)
    expect(parts.jobs[0]).toMatchObject({ status: 'SUCCESS', process: 100, job_type: 'resizeDesktops' })
    expect(desktopNamed(cloud, 'TRIAL-01')).toMatchObject({
      status: 'ACTIVE',
      productId: 'workspace.x86.enterprise.xlarge2',
    })
  })

  test('may become smaller', async () => {
    const cloud = startCloud()
    expect((await resize(cloud, ['TRIAL-02'], { product_id: 'workspace.x86.enterprise.large2' })).status).toBe(200)
  })

  test('grows its disks by either call', async () => {
    const cloud = startCloud()
    const { id, data, root } = desktopNamed(cloud, 'TRIAL-04')
    const [first, second] = data.map((volume) => volume.volumeId)
    const one = await cloud.call('POST', `/v2/{pid}/desktops/${id}/volumes/${first}/expand`, {
      body: { new_size: 150 },
    })
    expect(one.status).toBe(200)
    const busy = await cloud.call('POST', `/v2/{pid}/desktops/${id}/volumes/${second}/expand`, {
      body: { new_size: 150 },
    })
    expect(busy).toMatchObject({ status: 409, body: { error_code: 'WKS.00010032' } })
    cloud.emulator.finish()
    const rows = [
      { desktop_id: id, volume_id: second, new_size: 80 },
      { desktop_id: id, volume_id: root.volumeId, new_size: 100 },
    ]
    const many = await cloud.call('POST', '/v2/{pid}/volumes/expand', { body: { desktop_volumes_expansion: rows } })
    expect(many.status).toBe(200)
    cloud.emulator.finish()
    expect([root.size, ...data.map((volume) => volume.size)]).toEqual([100, 150, 80])
  })
})

test.each<[what: string, names: string[], changes: Record<string, unknown>, status: number, code: string]>([
  ['a yearly/monthly desktop', ['DESIGN-01'], { product_id: 'workspace.x86.ultimate.xlarge2' }, 409, 'WKS.00211103'],
  ['a desktop of an hour package', ['FLEXUS-01'], {}, 409, 'WKS.00211103'],
  ['a desktop of a pool', ['CALL-01'], {}, 409, 'WKS.00211103'],
  ['the product it has', ['TRIAL-02'], {}, 400, 'WKS.00211102'],
  ['no mode', ['TRIAL-01'], { mode: undefined }, 400, 'WKS.00211102'],
  ['no desktop', [], {}, 400, 'WKS.00211102'],
  ['an unknown product', ['TRIAL-01'], { product_id: 'p' }, 400, 'WKS.00211102'],
])('%s cannot be resized', async (_, names, changes, status, code) => {
  const answer = await resize(startCloud(), names, changes)
  expect([answer.status, answer.body.error_code]).toEqual([status, code])
})

test('a switch lets yearly/monthly desktops in', async () => {
  const cloud = startCloud({ options: { desktopBillingModeChecked: false } })
  expect((await resize(cloud, ['DESIGN-01'], { product_id: 'workspace.x86.ultimate.xlarge2' })).status).toBe(200)
})

describe('power', () => {
  test.each([
    ['os-stop', 'TRIAL-01', 'powering-off', 'SHUTOFF'],
    ['os-start', 'TRIAL-02', 'powering-on', 'ACTIVE'],
    ['reboot', 'TRIAL-01', 'rebooting', 'ACTIVE'],
    ['os-hibernate', 'TRIAL-01', 'powering-off', 'HIBERNATED'],
  ])('%s of %s shows %s and ends %s', async (operation, name, task, status) => {
    const cloud = startCloud()
    expect((await act(cloud, [name], operation)).body).toEqual({ failed_operation_list: [] })
    expect(desktopNamed(cloud, name).task).toBe(task)
    cloud.emulator.finish()
    expect(desktopNamed(cloud, name)).toMatchObject({ task: '', status })
  })

  test('what cannot be done is listed in the 200', async () => {
    const cloud = startCloud()
    const { status, body } = await act(cloud, ['TRIAL-01', 'TRIAL-02', 'TRIAL-03'], 'os-hibernate')
    expect(status).toBe(200)
    expect(body.failed_operation_list.map((row: { desktop_name: string }) => row.desktop_name)).toEqual([
      'TRIAL-02',
      'TRIAL-03',
    ])
  })
})
