import type { Handler } from '../../gateway/call.ts'
import { listBandwidthLimits, listBandwidths, listBandwidthsV1, listCommonPools } from './bandwidths.ts'
import { listPublicips, listPublicipsV1 } from './publicips.ts'

export const eipHandlers: Record<string, Handler> = {
  ListPublicipsV1: listPublicipsV1,
  ListPublicips: listPublicips,
  ListCommonPools: listCommonPools,
  ListBandwidthsV1: listBandwidthsV1,
  ListBandwidths: listBandwidths,
  ListBandwidthLimits: listBandwidthLimits,
}
