import type { Reaction } from '../../agenda.ts'
import { completeChange } from '../bss/settle-change.ts'
import { beginJob } from './run-job.ts'

/** The order is paid: billing is done with it, and the job leaves PENDING_PAYMENT. */
export const deliverServerJob: Reaction = (cloud, orderId, at) => {
  const order = cloud.world.orders.find((row) => row.id === orderId)
  const job = cloud.world.serverJobs.find((row) => row.orderId === orderId)
  if (order === undefined || job === undefined) return
  completeChange(cloud, order, at)
  job.isUnpaid = false
  beginJob(cloud, job, at)
}

/** The vendor does not update the job of a cancelled order: it stays in PENDING_PAYMENT. */
export const voidServerJob: Reaction = () => undefined
