'use server'

import { action, boundAction } from '#lib/action.ts'
import { ApproveRequest, approveRequest } from '#lib/requests/approve.ts'
import { CloseRequest, closeRequest } from '#lib/requests/close.ts'
import { CommentRequest, commentRequest } from '#lib/requests/comment.ts'
import { CancelOrder, cancelOrder as cancel, RetryPayment, retryPayment as retry } from '#lib/requests/payment.ts'
import { RejectRequest, rejectRequest } from '#lib/requests/reject.ts'
import { ResubmitRequest, resubmitRequest } from '#lib/requests/resubmit.ts'
import {
  AdoptOrder,
  adoptOrder,
  cancelFoundOrder,
  DisownOrders,
  disownOrders,
  ReadOrder,
  readOrder as read,
} from '#lib/requests/settle.ts'
import { WithdrawRequest, withdrawRequest } from '#lib/requests/withdraw.ts'

export const approve = boundAction('request.approve', ApproveRequest, approveRequest)
export const reject = action('request.reject', RejectRequest, rejectRequest)
export const withdraw = action('request.withdraw', WithdrawRequest, withdrawRequest)
export const comment = action('request.comment', CommentRequest, commentRequest)
export const retryPayment = boundAction('request.retryPayment', RetryPayment, retry)
export const cancelOrder = boundAction('request.cancelOrder', CancelOrder, cancel)
export const close = boundAction('request.close', CloseRequest, closeRequest)
export const readOrder = boundAction('request.readOrder', ReadOrder, read)
export const adopt = boundAction('request.adoptOrder', AdoptOrder, adoptOrder)
export const cancelFound = boundAction('request.cancelFoundOrder', AdoptOrder, cancelFoundOrder)
export const disown = boundAction('request.disownOrders', DisownOrders, disownOrders)
export const resubmit = boundAction('request.resubmit', ResubmitRequest, resubmitRequest)
