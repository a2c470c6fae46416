import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Flag, flagOf, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/**
 * A cloud phone. `status`: 0, 1 creating; 2 running; 3 resetting; 4 restarting; 6 frozen; 7 stopping; 8 stopped; -5 reset
 * failed; -6 restart failed; -7 abnormal; -8 creation failed; -9 stop failed.
 */
export type Phone = {
  readonly id: string
  readonly name: string
  readonly serverId: string | undefined
  readonly status: number
  readonly phoneModel: string | undefined
  readonly imageId: string | undefined
  readonly imageVersion: string | undefined
  readonly availabilityZone: string | undefined
  readonly isEncrypted: boolean
  readonly orderId: string | undefined
  readonly createdAt: Date | undefined
  readonly updatedAt: Date | undefined
}

const PhoneRow = z.looseObject({
  phone_id: Id,
  phone_name: Text,
  server_id: Text,
  status: z.union([z.number(), z.string()]),
  phone_model_name: Text,
  image_id: Text,
  image_version: Text,
  availability_zone: Text,
  has_encrypt: Flag,
  metadata: z.looseObject({ order_id: Text }).nullish(),
  create_time: z.string().nullish(),
  update_time: z.string().nullish(),
})

const Phones = z.looseObject({ count: Numeric, phones: z.array(PhoneRow) })

export type PhoneFilter = { readonly serverId?: string; readonly phoneName?: string; readonly status?: number }

const LIMIT = 200

/** One page of phones, newest first; `limit` 1–200. */
export async function listPhones(
  cloud: Cloud,
  filter: PhoneFilter & { readonly offset?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ phones: Phone[]; total: number | undefined }> {
  const query = {
    offset: filter.offset ?? 0,
    limit: filter.limit ?? LIMIT,
    server_id: filter.serverId,
    phone_name: filter.phoneName,
    status: filter.status,
  }
  const path = `/v1/${cloud.projectId}/cloud-phone/phones`
  const call = { service: 'cph', method: 'GET', path, query, api: 'cph.listPhones' } as const
  const answer = await ask(cloud, call, Phones, options)
  return { phones: answer.phones.map(phoneOf), total: numberOf(answer.count) }
}

/** All phones that match, over all pages. */
export const allPhones = (cloud: Cloud, filter: PhoneFilter = {}, options?: AskOptions): Promise<Phone[]> =>
  allByOffset(
    'cph',
    LIMIT,
    (phone) => phone.id,
    async (offset, limit) => {
      const { phones, total } = await listPhones(cloud, { ...filter, offset, limit }, options)
      return { rows: phones, total }
    },
  )

function phoneOf(row: z.output<typeof PhoneRow>): Phone {
  return {
    id: String(row.phone_id),
    name: textOf(row.phone_name) ?? '',
    serverId: textOf(row.server_id),
    status: Number(row.status),
    phoneModel: textOf(row.phone_model_name),
    imageId: textOf(row.image_id),
    imageVersion: textOf(row.image_version),
    availabilityZone: textOf(row.availability_zone),
    isEncrypted: flagOf(row.has_encrypt),
    orderId: textOf(row.metadata?.order_id),
    createdAt: instantOf(row.create_time),
    updatedAt: instantOf(row.update_time),
  }
}
