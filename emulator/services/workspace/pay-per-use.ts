import type { Reply } from '../../gateway/call.ts'
import { type Call, ok, readBody } from '../../gateway/call.ts'
import type { Desktop, DesktopJob } from '../../world/desktop.ts'
import {
  type DesktopActionBody,
  desktopActionBody,
  expandVolumeBody,
  expandVolumesBody,
  refuseBody,
  resizeDesktopsBody,
} from './bodies.ts'
import { checkTarget, checkVolume, refusePooled } from './change-rules.ts'
import { checkIdle, existingDesktop, wrongCall } from './find-desktop.ts'
import { beginJob, planJob, quietSteps, resizeSteps } from './run-job.ts'

/** POST /v2/{project_id}/desktops/resize: up to a hundred desktops to one product, all or none. */
export function resizeDesktops(call: Call): Reply {
  const body = readBody(call, resizeDesktopsBody, refuseBody)
  const desktops = body.desktops.map(({ desktop_id: id }) => payPerUseDesktop(call, id, 'resizeDesktops'))
  for (const desktop of desktops) checkTarget(desktop, body.product_id, 'product_id')
  const work = { kind: 'resize' as const, productId: body.product_id }
  const parts = desktops.map((desktop) => ({
    desktopId: desktop.id,
    work,
    steps: resizeSteps(desktop.status === 'ACTIVE'),
  }))
  const job = planJob(call, 'resizeDesktops', parts)
  beginJob(call.cloud, job, call.at)
  const jobs = job.parts.map((part) => ({ desktop_id: part.desktopId, job_id: part.id }))
  return { ...ok({ job_id: job.id, jobs }), jobId: job.id }
}

/** POST /v2/{project_id}/volumes/expand */
export function expandVolumes(call: Call): Reply {
  const { desktop_volumes_expansion: wanted } = readBody(call, expandVolumesBody, refuseBody)
  return expanded(
    call,
    wanted.map((row, position) => ({ ...row, prefix: `desktop_volumes_expansion.${position}.` })),
  )
}

/** POST /v2/{project_id}/desktops/{desktop_id}/volumes/{volume_id}/expand */
export function expandVolume(call: Call): Reply {
  const { new_size: newSize } = readBody(call, expandVolumeBody, refuseBody)
  const { desktop_id: desktopId = '', volume_id: volumeId = '' } = call.params
  return expanded(call, [{ desktop_id: desktopId, volume_id: volumeId, new_size: newSize, prefix: '' }])
}

type Expansion = { desktop_id: string; volume_id: string; new_size: number; prefix: string }

function expanded(call: Call, wanted: Expansion[]): Reply {
  const parts = wanted.map(({ desktop_id: id, volume_id: volumeId, new_size: newSize, prefix }) => {
    const desktop = payPerUseDesktop(call, id, 'expandVolumes')
    checkVolume(desktop, volumeId, newSize, `${prefix}volume_id`, `${prefix}new_size`)
    return { desktopId: id, work: { kind: 'expand' as const, volumeId, newSize }, steps: quietSteps() }
  })
  return begun(call, planJob(call, 'expandVolumes', parts))
}

function begun(call: Call, job: DesktopJob): Reply {
  beginJob(call.cloud, job, call.at)
  return { ...ok({ job_id: job.id }), jobId: job.id }
}

/** POST /v2/{project_id}/desktops/action: what fails is listed in a 200, and no job is named. */
export function operateDesktops(call: Call): Reply {
  const body = readBody(call, desktopActionBody, refuseBody)
  const desktops = body.desktop_ids.map((id) => existingDesktop(call, id))
  const refused = desktops.flatMap((desktop) => {
    const reason = refusalOf(desktop, body)
    const { id, name } = desktop
    return reason === undefined
      ? []
      : [{ desktop_id: id, desktop_name: name, error_code: 'WKS.00010032', error_msg: reason }]
  })
  const able = desktops.filter((desktop) => refusalOf(desktop, body) === undefined)
  const { task, status } = powers[body.op_type]
  const parts = able.map((desktop) => ({
    desktopId: desktop.id,
    work: { kind: 'power' as const, status },
    steps: [{ task, process: 50 }],
  }))
  if (parts.length > 0) beginJob(call.cloud, planJob(call, 'operateDesktops', parts), call.at)
  return ok({ failed_operation_list: refused })
}

const powers = {
  'os-start': { task: 'powering-on', status: 'ACTIVE', from: ['SHUTOFF', 'HIBERNATED'] },
  'os-stop': { task: 'powering-off', status: 'SHUTOFF', from: ['ACTIVE'] },
  reboot: { task: 'rebooting', status: 'ACTIVE', from: ['ACTIVE'] },
  'os-hibernate': { task: 'powering-off', status: 'HIBERNATED', from: ['ACTIVE'] },
} as const

function refusalOf(desktop: Desktop, { op_type: operation }: DesktopActionBody): string | undefined {
  const isAllowed = powers[operation].from.some((status) => status === desktop.status)
  if (desktop.task !== '' || desktop.isFrozen || !isAllowed)
    return `operation conflict: instance ${desktop.id} is in status ${desktop.task || desktop.status} and denies ${operation}`
  return operation === 'os-hibernate' && desktop.os !== 'Windows' ? 'Only Windows desktops hibernate.' : undefined
}

/** A pay-per-use desktop outside pools with nothing going on. */
function payPerUseDesktop(call: Call, desktopId: string, operation: string): Desktop {
  const desktop = existingDesktop(call, desktopId)
  if (desktop.isPrepaid && call.cloud.options.desktopBillingModeChecked)
    throw wrongCall('The desktop is yearly/monthly: change it by an order.')
  refusePooled(desktop)
  if (desktop.hourPackage !== undefined && operation === 'resizeDesktops')
    throw wrongCall('The desktop is of an hour package and cannot be resized.')
  checkIdle(call.cloud, desktop, operation)
  return desktop
}
