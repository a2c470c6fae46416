import { type PhoneImage, phoneImages } from '../../catalog/images.ts'
import { type PhoneModel, phoneModels } from '../../catalog/phone-models.ts'
import { type ServerModel, serverModels } from '../../catalog/server-models.ts'
import { utc } from '../../clock.ts'
import { type Call, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { pageOf } from './servers.ts'

/** GET /v1/{project_id}/cloud-phone/server-models: neither paged nor counted, and without any status. */
export function listServerModels(call: Call): Reply {
  const type = queryNumber(call, 'product_type')
  const rows = serverModels.filter((model) => type === undefined || model.productType === type)
  return ok({ request_id: call.requestId, server_models: rows.map(serverModelRow) })
}

/** GET /v1/{project_id}/cloud-phone/phone-models: paged, but without a total. */
export function listPhoneModels(call: Call): Reply {
  const status = queryNumber(call, 'status')
  const rows = phoneModels.filter((model) => status === undefined || model.status === status)
  return ok({ request_id: call.requestId, phone_models: pageOf(call, rows).map(phoneModelRow) })
}

/** GET /v1/{project_id}/cloud-phone/phone-images */
export function listPhoneImages(call: Call): Reply {
  const type = queryText(call, 'image_type') ?? 'all'
  const rows = phoneImages.filter(
    (image) => type === 'all' || (type === 'public' ? image.isPublic : type === 'private' && !image.isPublic),
  )
  return ok({ request_id: call.requestId, phone_images: rows.map(imageRow) })
}

/** GET /v1/{project_id}/cloud-phone/images: the caller's own. */
export function listCustomImages(call: Call): Reply {
  const id = queryText(call, 'image_id')
  const name = queryText(call, 'image_name')
  const type = queryText(call, 'image_type') ?? 'private'
  const status = queryNumber(call, 'status') ?? 1
  const rows = phoneImages.filter(
    (image) =>
      !image.isPublic &&
      type === 'private' &&
      status === 1 &&
      (id === undefined || image.id === id) &&
      (name === undefined || image.name.includes(name)),
  )
  const made = utc(Date.UTC(2025, 0, 15))
  return ok({
    request_id: call.requestId,
    total: rows.length,
    image_infos: pageOf(call, rows).map((image) => ({
      image_id: image.id,
      image_name: image.name,
      image_version: image.osName,
      image_size: 4_294_967_296,
      image_type: 'private',
      status: 1,
      domain_id: call.caller.domainId,
      project_id: call.project.id,
      create_time: made,
      update_time: made,
    })),
  })
}

/** GET /v1/{project_id}/cloud-phone/bandwidths: only of system-network servers, of which there are none. */
export const listSystemBandwidths = (call: Call): Reply => ok({ request_id: call.requestId, band_widths: [] })

const serverModelRow = (model: ServerModel) => ({
  server_model_name: model.name,
  server_type: model.serverType,
  cpu: model.cpu,
  memory: model.memoryGb,
  extend_spec: {
    cpu: `${model.cpu} cores`,
    memory: `${model.memoryGb} GB`,
    network_interface: model.networkInterface,
    gpu: model.gpu,
    gpu_count: model.gpuCount,
    numa_count: model.numaCount,
  },
  disk_max_num: model.diskMax,
  product_type: model.productType,
  free_size: model.freeSizeGb,
})

/** Rows of specification 1.0 lack phone_model_version, dpi and volume_mode, as real ones do. */
const phoneModelRow = (model: PhoneModel) => ({
  server_model_name: model.serverModel,
  phone_model_name: model.name,
  spec_code: model.name,
  status: model.status,
  cpu: model.cpu,
  memory: model.memoryMb,
  disk: model.diskGib,
  resolution: model.resolution,
  phone_capacity: model.phones,
  image_label: model.imageLabel,
  product_type: model.productType,
  ...(model.version === 1 && { phone_model_version: 1, dpi: model.dpi, volume_mode: model.volumeMode }),
  render_fps: model.fps,
  stream_fps: model.fps,
  extend_spec: JSON.stringify({ eip_count: model.eips, vip_count: model.vips }),
})

const imageRow = (image: PhoneImage) => ({
  image_id: image.id,
  image_name: image.name,
  os_type: 'aosp',
  os_name: image.osName,
  is_public: image.isPublic ? 1 : 2,
  image_label: image.label,
  is_support_encrypt: false,
})
