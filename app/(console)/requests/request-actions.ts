import type { Bind } from '#lib/auth/session.ts'
import * as actions from './actions.ts'

/** What can be done to a request, wherever it is shown. */
export const requestActionsOf = (bind: Bind) => ({
  approve: bind(actions.approve),
  reject: actions.reject,
  withdraw: actions.withdraw,
  comment: actions.comment,
  retryPayment: bind(actions.retryPayment),
  cancelOrder: bind(actions.cancelOrder),
  resubmit: bind(actions.resubmit),
  close: bind(actions.close),
  readOrder: bind(actions.readOrder),
  adopt: bind(actions.adopt),
  cancelFound: bind(actions.cancelFound),
  disown: bind(actions.disown),
})
