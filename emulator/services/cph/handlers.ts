import type { Reaction } from '../../agenda.ts'
import type { Handler } from '../../gateway/call.ts'
import {
  listCustomImages,
  listPhoneImages,
  listPhoneModels,
  listServerModels,
  listSystemBandwidths,
} from './catalogue.ts'
import { changeServerModel, switchModel } from './change-model.ts'
import { advanceChange, changeServer } from './change-server.ts'
import { advanceServer } from './delivery.ts'
import { listJobs, showJob } from './jobs.ts'
import { listPhones, showPhone } from './phones.ts'
import { purchaseServers } from './purchase.ts'
import { listServers, showServer } from './servers.ts'

export const cphHandlers: Record<string, Handler> = {
  PurchaseServers: purchaseServers,
  ChangeServer: changeServer,
  ChangeServerModel: changeServerModel,
  ListServers: listServers,
  ShowServer: showServer,
  ListPhones: listPhones,
  ShowPhone: showPhone,
  ListServerModels: listServerModels,
  ListPhoneModels: listPhoneModels,
  ListPhoneImages: listPhoneImages,
  ListCustomImages: listCustomImages,
  ListSystemBandwidths: listSystemBandwidths,
  ListJobs: listJobs,
  ShowJob: showJob,
}

export const cphReactions: Record<string, Reaction> = {
  'server.advance': advanceServer,
  'server.change': advanceChange,
  'server.switch-model': switchModel,
}
