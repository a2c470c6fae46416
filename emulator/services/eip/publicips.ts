import { blankUtc, utc } from '../../clock.ts'
import { type Call, ok, queryList, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import type { Bandwidth, Eip } from '../../world/network.ts'
import { eagerPageInfo, fitsEnterpriseProject, markerPage } from '../paging.ts'

/** GET /v1/{project_id}/publicips: times with a blank, the enterprise project sometimes as a number. */
export function listPublicipsV1(call: Call): Reply {
  const rows = ownEips(call).filter(
    (row) => queryNumber(call, 'ip_version') !== 6 && fitsEnterpriseProject(call, row) && fits(call, row),
  )
  return ok({
    publicips: markerPage(call, rows).map((row, position) => {
      const bandwidth = bandwidthOf(call, row)
      return {
        id: row.id,
        alias: row.alias,
        type: row.line,
        public_ip_address: row.address,
        ...(row.privateIp !== undefined && { private_ip_address: row.privateIp, port_id: row.portId }),
        ip_version: 4,
        status: row.status,
        bandwidth_id: row.bandwidthId,
        bandwidth_name: bandwidth?.name ?? '',
        bandwidth_size: bandwidth?.sizeMbit ?? 0,
        bandwidth_share_type: bandwidth?.shareType ?? 'PER',
        // Text by the schema, the number 0 in one example of the vendor: both occur.
        enterprise_project_id: position === 0 && row.enterpriseProjectId === '0' ? 0 : row.enterpriseProjectId,
        create_time: blankUtc(row.createdAt),
        profile: profileOf(call, row),
        tenant_id: row.projectId,
        public_border_group: 'center',
        allow_share_bandwidth_types: ['share'],
      }
    }),
  })
}

/** GET /v3/{project_id}/eip/publicips */
export function listPublicips(call: Call): Reply {
  const like = queryText(call, 'public_ip_address_like')
  const rows = ownEips(call).filter((row) => fits(call, row) && (like === undefined || row.address.includes(like)))
  const offset = queryNumber(call, 'offset')
  const page =
    offset === undefined ? markerPage(call, rows) : rows.slice(offset, offset + (queryNumber(call, 'limit') ?? 2000))
  return ok({
    request_id: call.requestId,
    total_count: rows.length,
    publicips: page.map((row) => publicipRow(call, row)),
    page_info: eagerPageInfo(page),
  })
}

function publicipRow(call: Call, row: Eip) {
  const bandwidth = bandwidthOf(call, row)
  return {
    id: row.id,
    alias: row.alias,
    type: 'EIP',
    publicip_pool_name: row.line,
    public_ip_address: row.address,
    ip_version: 4,
    status: row.status,
    project_id: row.projectId,
    enterprise_project_id: row.enterpriseProjectId,
    created_at: utc(row.createdAt),
    updated_at: utc(row.createdAt),
    billing_info:
      row.orderId === undefined ? '' : `${row.orderId}:${row.productId}:${call.project.name}:${row.projectId}`,
    public_border_group: 'center',
    allow_share_bandwidth_types: ['share'],
    ...(row.portId !== undefined && { associate_instance_type: 'PORT', associate_instance_id: row.portId }),
    vnic:
      row.portId === undefined
        ? null
        : {
            private_ip_address: row.privateIp,
            device_id: row.deviceId,
            device_owner: row.deviceOwner,
            vpc_id: row.vpcId,
            port_id: row.portId,
          },
    bandwidth: {
      id: row.bandwidthId,
      name: bandwidth?.name ?? '',
      size: bandwidth?.sizeMbit ?? 0,
      share_type: bandwidth?.shareType ?? 'PER',
      charge_mode: bandwidth?.chargeMode ?? 'bandwidth',
      billing_info: bandwidth?.billingInfo ?? '',
    },
    tags: [],
  }
}

const ownEips = (call: Call): Eip[] => call.cloud.world.eips.filter((row) => row.projectId === call.project.id)

const bandwidthOf = (call: Call, row: Eip): Bandwidth | undefined =>
  call.cloud.world.bandwidths.find((one) => one.id === row.bandwidthId)

const profileOf = (call: Call, row: Eip) =>
  row.orderId === undefined ? {} : { order_id: row.orderId, product_id: row.productId, region_id: call.project.name }

/** The filters that may be repeated. */
function fits(call: Call, row: Eip): boolean {
  const filters: [name: string, value: string | undefined][] = [
    ['id', row.id],
    ['status', row.status],
    ['publicip_pool_name', row.line],
    ['public_ip_address', row.address],
    ['port_id', row.portId],
    ['vnic.vpc_id', row.vpcId],
    ['bandwidth.id', row.bandwidthId],
  ]
  return filters.every(([name, value]) => {
    const wanted = queryList(call, name)
    return wanted.length === 0 || (value !== undefined && wanted.includes(value))
  })
}
