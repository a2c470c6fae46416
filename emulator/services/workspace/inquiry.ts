import { desktopDisks } from '../../catalog/desktop-products.ts'
import { desktopCodes, desktopDiskCodes, yuan } from '../../catalog/prices.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import { productIdOf } from '../../ids.ts'
import type { Desktop } from '../../world/desktop.ts'
import { differenceFen, monthsLeft } from '../bss/settle-change.ts'
import { badField, inquireExtendBody, inquireResizeBody, refuseBody } from './bodies.ts'
import { checkTarget } from './change-rules.ts'
import { existingDesktop, wrongCall } from './find-desktop.ts'

type Rated = { desktop: Desktop; spec: string; fen: number }

/** POST /v2/{project_id}/desktop-pool/periodic/inquiry/resize: what resizeDesktops orders would cost, or give back. */
export function inquireResize(call: Call): Reply {
  const body = readBody(call, inquireResizeBody, refuseBody)
  const rated = periodDesktops(call, body).map((desktop) => {
    const target = checkTarget(desktop, body.product_id, 'product_id')
    const from = { ...desktopCodes, resourceSpec: desktop.productId }
    const to = { ...desktopCodes, resourceSpec: target.id }
    return { desktop, spec: target.id, fen: difference(call, desktop, from, to) }
  })
  const isUpgrade = rated.reduce((sum, { fen }) => sum + fen, 0) >= 0
  return ok({
    is_upgrade: isUpgrade,
    [isUpgrade ? 'batch_inquiry_rsp_when_upgrade' : 'batch_inquiry_rsp_when_downgrade']: rating(rated),
  })
}

/** POST /v2/{project_id}/desktop-pool/periodic/inquiry/extend-volume: what expandVolumes orders would cost. */
export function inquireExtendVolume(call: Call): Reply {
  const body = readBody(call, inquireExtendBody, refuseBody)
  const rated = periodDesktops(call, body).map((desktop) => {
    const wanted = body.desktop_pool_disk_id
    const volume = [desktop.root, ...desktop.data].find(({ poolDiskId, volumeId, id }) =>
      [poolDiskId, volumeId, id].includes(wanted),
    )
    if (volume === undefined) throw badField('desktop_pool_disk_id', 'is not a disk of this desktop')
    if (body.new_size <= volume.size) throw badField('new_size', `must be above the current ${volume.size} GB`)
    const codes = { ...desktopDiskCodes, resourceSpec: desktopDisks[volume.type].spec }
    const fen = difference(call, desktop, { ...codes, size: volume.size }, { ...codes, size: body.new_size })
    return { desktop, spec: codes.resourceSpec, fen }
  })
  return ok(rating(rated))
}

const difference = (
  call: Call,
  desktop: Desktop,
  from: Parameters<typeof differenceFen>[1],
  to: Parameters<typeof differenceFen>[2],
): number => differenceFen(call.cloud.world, from, to, monthsLeft(call.cloud.world, desktop.id, call.at))

/** The desktops named, or those of the pool. Only yearly/monthly ones have such prices. */
function periodDesktops(call: Call, body: { desktop_ids?: string[]; desktop_pool_id?: string }): Desktop[] {
  const named = body.desktop_ids?.map((id) => existingDesktop(call, id))
  const { world } = call.cloud
  const desktops =
    named ?? world.desktops.filter((row) => row.projectId === call.project.id && row.poolId === body.desktop_pool_id)
  if (desktops.length === 0) throw badField('desktop_ids', 'or desktop_pool_id names no desktop')
  if (desktops.some((desktop) => !desktop.isPrepaid)) throw wrongCall('A desktop is pay-per-use.')
  return desktops
}

function rating(rated: Rated[]) {
  const total = yuan(rated.reduce((sum, { fen }) => sum + fen, 0))
  return {
    currency: 'CNY',
    amount: total,
    original_amount: total,
    discount_amount: 0,
    measure_id: 1,
    official_website_rating_result: {
      official_website_amount: total,
      measure_id: 1,
      product_rating_results: rated.map(({ desktop, spec, fen }) => ({
        id: desktop.id,
        product_id: productIdOf(spec),
        official_website_amount: yuan(fen),
        amount: yuan(fen),
        measure_id: 1,
      })),
    },
    optional_discount_rating_results: [],
  }
}
