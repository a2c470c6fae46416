import type { Reaction } from '../../agenda.ts'
import type { Handler } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { createChangeOrder } from './change-order.ts'
import { listDesktops, listDesktopsDetail, showDesktop } from './desktops.ts'
import { listHosts, listHostServers } from './hosts.ts'
import { inquireExtendVolume, inquireResize } from './inquiry.ts'
import { listSubJobs, showJob } from './jobs.ts'
import { expandVolume, expandVolumes, operateDesktops, resizeDesktops } from './pay-per-use.ts'
import { listProducts, listVolumeProducts } from './products.ts'
import { advancePart } from './run-job.ts'
import { isSubscribed, listAvailabilityZones, listDesktopPools, listQuotas, showWorkspace } from './service.ts'

const subscribed: Record<string, Handler> = {
  CreateChangeOrder: createChangeOrder,
  ResizeDesktops: resizeDesktops,
  ExpandVolumes: expandVolumes,
  ExpandVolume: expandVolume,
  OperateDesktops: operateDesktops,
  ListDesktops: listDesktops,
  ListDesktopsDetail: listDesktopsDetail,
  ShowDesktop: showDesktop,
  ListDesktopProducts: listProducts,
  ListVolumeProducts: listVolumeProducts,
  ShowWorkspaceJob: showJob,
  ListWorkspaceSubJobs: listSubJobs,
  ListDesktopHosts: listHosts,
  ListDesktopHostServers: listHostServers,
  ListWorkspaceQuotas: listQuotas,
  ListWorkspaceZones: listAvailabilityZones,
  ListDesktopPools: listDesktopPools,
  InquireDesktopResize: inquireResize,
  InquireVolumeExtension: inquireExtendVolume,
}

/** An account that never opened the service is refused whatever it asks. */
const opened =
  (handler: Handler): Handler =>
  (call) => {
    if (!isSubscribed(call)) throw new CloudError(403, 'WKS.00010099', 'The Workspace service is not enabled.')
    return handler(call)
  }

export const workspaceHandlers: Record<string, Handler> = {
  ...Object.fromEntries(Object.entries(subscribed).map(([id, handler]) => [id, opened(handler)])),
  ShowWorkspace: showWorkspace,
}

export const workspaceReactions: Record<string, Reaction> = { 'desktop.step': advancePart }
