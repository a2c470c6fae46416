import { z } from 'zod'

import type { WriteCall } from '../call.ts'
import { parseJson } from '../errors.ts'

/** What a purchase of cloud phone servers gave. The ids exist before the servers do, also while unpaid. */
export type Purchased = {
  readonly orderId: string
  readonly productId: string | undefined
  readonly serverIds: readonly string[]
  readonly requestId: string | undefined
}

const PurchaseAnswer = z.looseObject({
  order_id: z.string().regex(/^CS[0-9A-Z]+$/),
  product_id: z.string().nullish(),
  server_ids: z.array(z.string().min(1)),
  request_id: z.string().nullish(),
  error_code: z.union([z.literal(''), z.null()]).optional(),
})

/**
 * Codes with which CPH refuses a purchase before it orders anything: rights, account, parameters, quota, stock.
 *
 * Left out on purpose, because they may come after the order: 0003 internal, 0042 busy, 0054 timed out, 0061–0064 price
 * inquiry, order creation and product, 0085/0086 order, 0090–0092 creation, 0098/0099 not ready, 0229 look-up failed.
 */
export const purchaseRefusals: ReadonlySet<string> = new Set(
  ['0001', '0006', '0007', '0008', '0024', '0027', '0028', '0029', '0030', '0031', '0032', '0033', '0034', '0035']
    .concat(['0036', '0037', '0038', '0039', '0040', '0041', '0046', '0055', '0056', '0057', '0058', '0059', '0060'])
    .concat(['0065', '0066', '0067', '0068', '0078', '0087', '0088', '0089', '0093', '0096', '0115', '0157', '0163'])
    .concat(['0164', '0166', '0196', '0204', '0223', '0224', '0226', '0228', '0236', '0238', '0239', '0240', '0241'])
    .map((number) => `CPS.${number}`),
)

/** Whether a 2xx body is the documented yes to a purchase of `count` servers: an order and exactly that many ids. */
export function isPurchaseAccepted(body: unknown, count: number): boolean {
  const answer = PurchaseAnswer.safeParse(body)
  return answer.success && new Set(answer.data.server_ids).size === count && answer.data.server_ids.length === count
}

/**
 * Reads an accepted purchase.
 *
 * @throws ZodError for a body that `isPurchaseAccepted` would not take
 */
export function readPurchase(body: unknown): Purchased {
  const { order_id, product_id, server_ids, request_id } = PurchaseAnswer.parse(body)
  return {
    orderId: order_id,
    productId: product_id ?? undefined,
    serverIds: server_ids,
    requestId: request_id ?? undefined,
  }
}

const PurchaseBody = z.looseObject({ count: z.int().positive() })

/**
 * The call that buys the servers described by `bodyText`, which is sent byte for byte.
 *
 * @throws ZodError when the text is no JSON object with a count, so that no yes could be recognised
 */
export function purchaseCall(projectId: string, bodyText: string): WriteCall {
  const { count } = PurchaseBody.parse(parseJson(bodyText))
  return {
    service: 'cph',
    method: 'POST',
    path: `/v2/${projectId}/cloud-phone/servers`,
    body: bodyText,
    api: 'cph.purchase',
    refusals: purchaseRefusals,
    isAccepted: (body) => isPurchaseAccepted(body, count),
  }
}
