import { utc } from '../../clock.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import type { Bandwidth } from '../../world/network.ts'
import { eagerPageInfo, fitsEnterpriseProject, markerPage } from '../paging.ts'

const own = (call: Call): Bandwidth[] =>
  call.cloud.world.bandwidths.filter((row) => row.projectId === call.project.id && fitsEnterpriseProject(call, row))

/** GET /v1/{project_id}/bandwidths */
export function listBandwidthsV1(call: Call): Reply {
  const shareType = queryText(call, 'share_type')
  const page = markerPage(
    call,
    own(call).filter((row) => shareType === undefined || row.shareType === shareType),
  )
  return ok({
    bandwidths: page.map((row) => ({
      ...sharedMembers(call, row),
      share_type: row.shareType,
      bandwidth_type: row.line,
      status: 'NORMAL',
      tenant_id: row.projectId,
    })),
  })
}

/** GET /v3/{project_id}/eip/bandwidths: page_info is an array here, as in the vendor's examples. */
export function listBandwidths(call: Call): Reply {
  const page = markerPage(call, own(call))
  return ok({
    request_id: call.requestId,
    eip_bandwidths: page.map((row) => ({
      ...sharedMembers(call, row),
      type: row.shareType,
      bandwidth_type: row.line,
      admin_state: 'NORMAL',
      ingress_size: row.sizeMbit,
      project_id: row.projectId,
      tags: [],
    })),
    page_info: [eagerPageInfo(page)],
  })
}

const sharedMembers = (call: Call, row: Bandwidth) => ({
  id: row.id,
  name: row.name,
  size: row.sizeMbit,
  charge_mode: row.chargeMode,
  billing_info: row.billingInfo,
  publicip_info: call.cloud.world.eips
    .filter((eip) => eip.bandwidthId === row.id)
    .map((eip) => ({ publicip_id: eip.id, publicip_address: eip.address, ip_version: 4, publicip_type: eip.line })),
  enable_bandwidth_rules: false,
  rule_quota: 0,
  bandwidth_rules: [],
  enterprise_project_id: row.enterpriseProjectId,
  public_border_group: 'center',
  created_at: utc(row.createdAt),
  updated_at: utc(row.createdAt),
})

/** GET /v3/{project_id}/eip/publicip-pools/common-pools: static BGP only on the mainland. */
export function listCommonPools(call: Call): Reply {
  const lines = call.project.name.startsWith('cn-') ? ['5_bgp', '5_sbgp'] : ['5_bgp']
  return ok({
    request_id: call.requestId,
    common_pools: lines.map((name) => ({
      name,
      status: 'active',
      type: name.slice(2),
      used: call.cloud.world.eips.filter((eip) => eip.projectId === call.project.id && eip.line === name).length,
      public_border_group: 'center',
      allow_share_bandwidth_types: ['share'],
    })),
  })
}

/** GET /v3/{project_id}/eip/eip-bandwidth-limits */
export function listBandwidthLimits(call: Call): Reply {
  const mode = queryText(call, 'charge_mode')
  const rows = [
    { id: '1', charge_mode: 'bandwidth', min_size: 1, max_size: 500, ext_limit: [] },
    { id: '2', charge_mode: 'traffic', min_size: 5, max_size: 2000, ext_limit: [] },
  ]
  return ok({
    request_id: call.requestId,
    eip_bandwidth_limits: rows.filter((row) => mode === undefined || row.charge_mode === mode),
  })
}
