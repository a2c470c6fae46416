import type { Reaction } from '../../agenda.ts'
import { completeChange } from '../bss/settle-change.ts'
import { beginJob, failPart } from './run-job.ts'

/** The order is paid: its job begins. Billing is done with a change at once, with a new term when it begins. */
export const deliverDesktopJob: Reaction = (cloud, orderId, at) => {
  const order = cloud.world.orders.find((row) => row.id === orderId)
  const job = cloud.world.desktopJobs.find((row) => row.orderId === orderId)
  if (order === undefined || job === undefined) return
  if (order.type === 3) completeChange(cloud, order, at)
  beginJob(cloud, job, at)
}

/** The order was cancelled: its job will never begin. */
export const voidDesktopJob: Reaction = (cloud, orderId, at) => {
  const order = cloud.world.orders.find((row) => row.id === orderId)
  const job = cloud.world.desktopJobs.find((row) => row.orderId === orderId)
  if (order?.change !== undefined) order.change.isSettled = true
  for (const part of job?.parts ?? [])
    if (job !== undefined) failPart(cloud, job, part, at, ['WKS.00211401', 'The order was cancelled.'])
}
