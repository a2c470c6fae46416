import type { Reaction } from '../agenda.ts'
import type { OrderChange } from '../world/order.ts'
import { deliverModel } from './cph/change-model.ts'
import { deliverOrder, voidOrder } from './cph/delivery.ts'
import { deliverServerJob, voidServerJob } from './ecs/resize-order.ts'
import { deliverDesktopJob, voidDesktopJob } from './workspace/order-job.ts'

type Effect = { deliver: Reaction; void: Reaction }

/** What payment and cancellation of an order do, by what the order is about. */
const effects: Record<'purchase' | OrderChange['kind'], Effect> = {
  purchase: { deliver: deliverOrder, void: voidOrder },
  'phone-model': { deliver: deliverModel, void: () => undefined },
  desktop: { deliver: deliverDesktopJob, void: voidDesktopJob },
  'cloud-server': { deliver: deliverServerJob, void: voidServerJob },
}

const effectOf = (cloud: Parameters<Reaction>[0], orderId: string): Effect =>
  effects[cloud.world.orders.find((order) => order.id === orderId)?.change?.kind ?? 'purchase']

export const orderReactions: Record<string, Reaction> = {
  'order.deliver': (cloud, orderId, at) => effectOf(cloud, orderId).deliver(cloud, orderId, at),
  'order.void': (cloud, orderId, at) => effectOf(cloud, orderId).void(cloud, orderId, at),
}
