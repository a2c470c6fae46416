import { answerOf, redacted, withoutKeys } from '../requests/support-report.ts'
import type { OrderDetail } from './queries.ts'

/** What the vendor's support needs to find an order and what came of it, with nothing in it that must not leave the house. */
export function orderReport(order: OrderDetail, madeAt: Date) {
  const { attempts, payment, jobs, call } = order
  const codes = [
    ...attempts.map(({ errorCode }) => errorCode),
    payment?.errorCode,
    ...jobs.flatMap(({ errorCode, parts }) => [errorCode, ...parts.map((part) => part.errorCode)]),
  ]
  return {
    order_id: order.orderId,
    status: order.status,
    type: order.orderType,
    service: order.serviceTypeCode,
    made_at: madeAt.toISOString(),
    account: order.account.name,
    region: order.region || order.account.region,
    request: order.request?.number ?? null,
    attention: order.attention,
    ordered_at: order.orderedAt,
    paid_at: order.paidAt,
    pay_until: order.payUntil,
    last_read_at: order.seenAt,
    codes: [...new Set(codes.filter((code) => code !== null && code !== undefined))],
    call: call && { method: call.method, path: call.path, body: redacted(call.body) },
    attempts: attempts.map((attempt) => ({ seq: attempt.seq, ...answerOf(attempt, attempt.signedAt) })),
    payment: payment && answerOf(payment, payment.startedAt),
    jobs: jobs.map(({ jobId, service, state, errorCode, errorMessage }) => ({
      job_id: jobId,
      service,
      state,
      error_code: errorCode,
      error_message: withoutKeys(errorMessage),
    })),
    resource_ids: order.resources.map(({ id }) => id),
  }
}
