import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Flag, flagOf, Text, textOf } from './ask.ts'
import type { DesktopProduct } from './workspace-products.ts'

/** A zone where desktops can be. */
export type DesktopZone = {
  readonly id: string
  readonly name: string | undefined
  readonly isDefault: boolean
  readonly soldOutProductIds: readonly string[]
  /** What the zone offers; an empty list means everything. */
  readonly productIds: readonly string[]
}

const Zones = z.looseObject({
  availability_zones: z.array(
    z.looseObject({
      availability_zone: z.string(),
      display_name: Text,
      sold_out: z.looseObject({ products: z.array(z.string()).nullish() }).nullish(),
      product_ids: z.array(z.string()).nullish(),
      default_availability_zone: Flag,
    }),
  ),
})

/** The zones for desktops with what has run out in them. The API has no pages. */
export async function listDesktopZones(cloud: Cloud, options?: AskOptions): Promise<DesktopZone[]> {
  const path = `/v2/${cloud.projectId}/availability-zones`
  const call = { service: 'workspace', method: 'GET', path, api: 'workspace.listZones' } as const
  const { availability_zones } = await ask(cloud, call, Zones, options)
  return availability_zones.map((row) => ({
    id: row.availability_zone,
    name: textOf(row.display_name),
    isDefault: flagOf(row.default_availability_zone),
    soldOutProductIds: row.sold_out?.products ?? [],
    productIds: row.product_ids ?? [],
  }))
}

/** Whether a product can be had; `unknown` for a word that is not documented. */
export type ProductSale = 'on_sale' | 'sold_out' | 'withdrawn' | 'not_offered' | 'unknown'

/** Whether `product` can be had in `zone`: the product's own state first, then what the zone offers and has left. */
export function productSale(
  { id, status }: Pick<DesktopProduct, 'id' | 'status'>,
  zone: DesktopZone | undefined,
): ProductSale {
  if (status === 'abandon') return 'withdrawn'
  if (status === 'sellout' || zone?.soldOutProductIds.includes(id) === true) return 'sold_out'
  if (zone !== undefined && zone.productIds.length > 0 && !zone.productIds.includes(id)) return 'not_offered'
  return status === 'normal' ? 'on_sale' : 'unknown'
}
