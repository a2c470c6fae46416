import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { parseJson } from '../errors.ts'
import { ask, type AskOptions, Flag, flagOf, Id, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/** A kind of server. `productType` 0 cloud phone, 1 cloud gaming. */
export type ServerModel = {
  readonly name: string
  readonly hardware: string | undefined
  readonly cpuCores: number | undefined
  readonly memoryGib: number | undefined
  readonly productType: number | undefined
  readonly freeDiskGib: number | undefined
  /** 0 for servers with local disks. */
  readonly disksMax: number | undefined
}

/** A kind of phone, and the server model that it fits. */
export type PhoneModel = {
  readonly name: string
  readonly serverModel: string
  /** An offline model cannot be bought. */
  readonly isOnSale: boolean
  readonly cpuCores: number | undefined
  readonly memoryMib: number | undefined
  readonly diskGib: number | undefined
  readonly resolution: string | undefined
  readonly phonesPerServer: number | undefined
  /** Fits images with the same label. */
  readonly imageLabel: string | undefined
  readonly productType: number | undefined
  /** 2 for the specification that must be given a phone disk; 1 also where the cloud says nothing. */
  readonly generation: 1 | 2
  /** Addresses that come with the model, where its extended specification tells. */
  readonly eipCount: number | undefined
  readonly vipCount: number | undefined
}

/** `isPublic` false: one of the customer's own. */
export type PhoneImage = {
  readonly id: string
  readonly name: string
  readonly osName: string | undefined
  readonly isPublic: boolean
  readonly label: string | undefined
  readonly canEncrypt: boolean
}

/** An image made by the customer or shared with them. `status` 0 creating, 1 usable, 2 failed. */
export type CustomImage = {
  readonly id: string
  readonly name: string
  readonly version: string | undefined
  readonly sizeBytes: number | undefined
  readonly kind: string | undefined
  readonly status: number | undefined
}

const ServerModels = z.looseObject({
  server_models: z.array(
    z.looseObject({
      server_model_name: z.string(),
      server_type: Text,
      cpu: Numeric,
      memory: Numeric,
      product_type: Numeric,
      free_size: Numeric,
      disk_max_num: Numeric,
    }),
  ),
})

/** All server models; `productType` 0 leaves out gaming. The API has no pages. */
export async function listServerModels(
  cloud: Cloud,
  filter: { readonly productType?: 0 | 1 } = {},
  options?: AskOptions,
): Promise<ServerModel[]> {
  const path = `/v1/${cloud.projectId}/cloud-phone/server-models`
  const query = { product_type: filter.productType }
  const call = { service: 'cph', method: 'GET', path, query, api: 'cph.listServerModels' } as const
  const { server_models } = await ask(cloud, call, ServerModels, options)
  return server_models.map((row) => ({
    name: row.server_model_name,
    hardware: textOf(row.server_type),
    cpuCores: numberOf(row.cpu),
    memoryGib: numberOf(row.memory),
    productType: numberOf(row.product_type),
    freeDiskGib: numberOf(row.free_size),
    disksMax: numberOf(row.disk_max_num),
  }))
}

const PhoneModelRow = z.looseObject({
  phone_model_name: z.string(),
  server_model_name: Text,
  status: Numeric,
  cpu: Numeric,
  memory: Numeric,
  disk: Numeric,
  resolution: Text,
  phone_capacity: Numeric,
  image_label: Text,
  product_type: Numeric,
  phone_model_version: Numeric,
  extend_spec: z.unknown().optional(),
})
const PhoneModels = z.looseObject({ phone_models: z.array(PhoneModelRow) })
const ExtendSpec = z.looseObject({ eip_count: Numeric, vip_count: Numeric })

/** All phone models, page by page: the API gives no total and cuts at 100. */
export const listPhoneModels = (
  cloud: Cloud,
  filter: { readonly status?: 0 | 1 } = {},
  options?: AskOptions,
): Promise<PhoneModel[]> =>
  allByOffset(
    'cph',
    100,
    (model) => `${model.serverModel}/${model.name}`,
    async (offset, limit) => {
      const path = `/v1/${cloud.projectId}/cloud-phone/phone-models`
      const query = { offset, limit, status: filter.status }
      const call = { service: 'cph', method: 'GET', path, query, api: 'cph.listPhoneModels' } as const
      const { phone_models } = await ask(cloud, call, PhoneModels, options)
      return { rows: phone_models.map(phoneModelOf), total: undefined }
    },
  )

function phoneModelOf(row: z.output<typeof PhoneModelRow>): PhoneModel {
  const extended = ExtendSpec.safeParse(
    typeof row.extend_spec === 'string' ? parseJson(row.extend_spec) : row.extend_spec,
  ).data
  return {
    name: row.phone_model_name,
    serverModel: textOf(row.server_model_name) ?? '',
    isOnSale: numberOf(row.status) === 1,
    cpuCores: numberOf(row.cpu),
    memoryMib: numberOf(row.memory),
    diskGib: numberOf(row.disk),
    resolution: textOf(row.resolution),
    phonesPerServer: numberOf(row.phone_capacity),
    imageLabel: textOf(row.image_label),
    productType: numberOf(row.product_type),
    generation: numberOf(row.phone_model_version) === 1 ? 2 : 1,
    eipCount: numberOf(extended?.eip_count),
    vipCount: numberOf(extended?.vip_count),
  }
}

const PhoneImages = z.looseObject({
  phone_images: z.array(
    z.looseObject({
      image_id: Id,
      image_name: Text,
      os_name: Text,
      is_public: Numeric,
      image_label: Text,
      is_support_encrypt: Flag,
    }),
  ),
})

export type ImageKind = 'public' | 'private' | 'share' | 'all'

/** All phone images of a kind. The API has no pages. */
export async function listPhoneImages(
  cloud: Cloud,
  filter: { readonly kind?: ImageKind } = {},
  options?: AskOptions,
): Promise<PhoneImage[]> {
  const path = `/v1/${cloud.projectId}/cloud-phone/phone-images`
  const query = { image_type: filter.kind }
  const call = { service: 'cph', method: 'GET', path, query, api: 'cph.listPhoneImages' } as const
  const { phone_images } = await ask(cloud, call, PhoneImages, options)
  return phone_images.map((row) => ({
    id: String(row.image_id),
    name: textOf(row.image_name) ?? '',
    osName: textOf(row.os_name),
    isPublic: numberOf(row.is_public) === 1,
    label: textOf(row.image_label),
    canEncrypt: flagOf(row.is_support_encrypt),
  }))
}

const CustomImages = z.looseObject({
  total: Numeric,
  image_infos: z.array(
    z.looseObject({
      image_id: Id,
      image_name: Text,
      image_version: Text,
      image_size: Numeric,
      image_type: Text,
      status: Numeric,
    }),
  ),
})

/** All images made by the customer (`private`) or shared with them (`share`). */
export const listImages = (
  cloud: Cloud,
  filter: { readonly kind?: 'private' | 'share' } = {},
  options?: AskOptions,
): Promise<CustomImage[]> =>
  allByOffset(
    'cph',
    100,
    (image) => image.id,
    async (offset, limit) => {
      const path = `/v1/${cloud.projectId}/cloud-phone/images`
      const query = { offset, limit, image_type: filter.kind }
      const call = { service: 'cph', method: 'GET', path, query, api: 'cph.listImages' } as const
      const { image_infos, total } = await ask(cloud, call, CustomImages, options)
      const rows = image_infos.map((row) => ({
        id: String(row.image_id),
        name: textOf(row.image_name) ?? '',
        version: textOf(row.image_version),
        sizeBytes: numberOf(row.image_size),
        kind: textOf(row.image_type),
        status: numberOf(row.status),
      }))
      return { rows, total: numberOf(total) }
    },
  )
