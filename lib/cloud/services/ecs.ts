import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Text, textOf } from './ask.ts'

/** A zone of the region. That it is listed says nothing about the stock of a service in it. */
export type AvailabilityZone = { readonly id: string; readonly alias: string | undefined }

const Zone = z.looseObject({ availability_zone_id: z.string(), alias: Text })

const Many = z.looseObject({ availability_zones: z.array(Zone) })
/** The model says a list; the vendor's only example shows a single object under another key. */
const One = z.looseObject({ availability_zone: Zone })

/** The zones of the region (`cn-north-4a` …). */
export async function listAvailabilityZones(cloud: Cloud, options?: AskOptions): Promise<AvailabilityZone[]> {
  const path = `/v1/${cloud.projectId}/availability-zones`
  const call = { service: 'ecs', method: 'GET', path, api: 'ecs.listAvailabilityZones' } as const
  const answer = await ask(cloud, call, z.union([Many, One]), options)
  const many = Many.safeParse(answer)
  const zones = many.success ? many.data.availability_zones : [One.parse(answer).availability_zone]
  return zones.map((zone) => ({ id: zone.availability_zone_id, alias: textOf(zone.alias) }))
}
