import * as actions from './actions.ts'

const { approve, reject, withdraw, comment, retryPayment, cancelOrder, resubmit, close } = actions
const { readOrder, adopt, cancelFound, disown } = actions

/** What can be done to a request, wherever it is shown. */
export const requestActions = {
  approve,
  reject,
  withdraw,
  comment,
  retryPayment,
  cancelOrder,
  resubmit,
  close,
  readOrder,
  adopt,
  cancelFound,
  disown,
}
