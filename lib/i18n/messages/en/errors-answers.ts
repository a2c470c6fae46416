/** What an action or a read answers when it could not be done: what happened, and what to do next. */
export const answerErrors = {
  account: {
    paused: 'This cloud account is paused. An owner can resume it.',
    refused: 'The cloud refuses the key of this account. An owner must put in a valid one and start it again.',
    retired: 'This cloud account is retired. Its history stays; nothing is asked of the cloud any more.',
  },
  accountNotFound: 'There is no such cloud account, or you have no role on it.',
  accountRuns: 'This account is running already.',
  cannotClose: 'This request can no longer be closed: it has moved on. Look at its new state.',
  cannotResubmit: 'This request can no longer be asked for again: it has moved on. Look at its new state.',
  alreadyStopped: 'Purchases are stopped already.',
  cannotSettle: 'There is nothing to settle here any more: it has moved on. Look at its new state.',
  changedMeanwhile: 'Somebody was faster, or the content changed meanwhile. Nothing was done; look at it again.',
  choicesChanged: 'Some choices no longer hold in the cloud. They are marked; choose again.',
  cloudRefused: 'The cloud refused: {code} {message}',
  cloudNotProven:
    'What answered at the cloud’s address did not prove with its certificate that it is the cloud. Nothing was sent. Tell whoever runs the console: its network may lead elsewhere, or its clock may be wrong.',
  cloudUnreachable: 'The cloud did not answer. Nothing was changed; try again in a moment.',
  consoleUnreachable: 'The console cannot be reached. Check your connection and try again.',
  exportBroken: 'The export was broken off before it was whole. Try again; if it happens again, narrow the list first.',
  consoleSilent:
    'The console did not answer, so it is not certain that this was recorded. What you entered is still here, and trying again is safe.',
  contentChanged: 'The content changed since it was shown to you. Nothing was signed; look at the new version.',
  contentUnreadable: 'This version of the console cannot read the content of this request. Nothing was done.',
  databaseAway:
    'The console’s database does not answer at the moment. What you entered is still here; try again when it is back.',
  draftTooLarge: 'This draft is too large to be kept. Shorten it.',
  equalPurchaseUnknown:
    'The outcome of an equal purchase is not known yet. Asking again now could buy it twice; wait until it is known.',
  internal: 'Something unexpected happened. Nothing more is known here; give support this number: {traceId}',
  noWorkerKey:
    'The console has no public key of the worker to seal spending keys to. Set COUNTERSIGN_WORKER_PUBLIC_KEY; npm run keys makes a pair.',
  noLongerThere: 'Your session has ended, or a role was taken from you meanwhile. What had begun was broken off.',
  noLongerWaiting: 'This request no longer waits for approval. Nothing was done; look at its new state.',
  nothingToCancel: 'There is no unpaid order to cancel: it was paid or cancelled meanwhile.',
  operationNotFound: 'This console does not know this operation any more.',
  jobNotFound: 'There is no such job, or you have no role on its account.',
  foreignPage: 'This did not come from a page of the console. Open it at its own address and try again.',
  auditRowNotFound: 'There is no such entry in the audit, or you may not read it.',
  pagesOfPerson: 'You have {max, number} pages of the console open, and no more are kept up to date. Close some.',
  pagesOfAddress:
    'At this network address {max, number} pages of the console are open, and no more are kept up to date. Close some.',
  orderNotFound: 'There is no such order, or you have no role on its account.',
  orderDoesNotFit: 'This order does not fit the request. What was compared stands beside it.',
  orderIdForm: 'An order id consists of letters and digits, for example CS2611221034ABCDE',
  orderNotRead: 'The worker has not read this order yet. Try again in a moment.',
  orderTaken: 'This order belongs to another request by now. Nothing was done.',
  otherWorkerKey:
    'The worker that runs has another key than COUNTERSIGN_WORKER_PUBLIC_KEY. It could not open what is sealed to that one; give both halves of one pair.',
  paymentNotHeld: 'The payment is no longer held. Nothing was done; look at the new state.',
  priceChanged: 'The price is now {amount}. Nothing was sent; look at it again and confirm.',
  rejectReason: 'Say why, so that the requester knows what to change',
  requestNotFound: 'There is no such request, or you have no role on its account.',
  desktopNotFound: 'There is no such desktop, or you have no role on its account.',
  ecsServerNotFound: 'There is no such ECS server, or you have no role on its account.',
  serverNotFound: 'There is no such phone server, or you have no role on its account.',
  signInFirst: 'Your session has ended. Sign in again; what you typed stays here.',
  tooLateToWithdraw: 'It is too late to withdraw: the worker has begun to send it.',
  stillFrozen: 'Purchases stay frozen until {until}, so that a lost order can still turn up',
  tooManyPrices:
    'You asked for very many prices in a short time. What you entered is still here; go on in {seconds, number} s.',
  tooManySubmitted:
    'You asked for very many changes in a short time, so this was not sent. What you entered is still here; send it in {seconds, number} s.',
  viewNotFound: 'There is no such view of yours any more.',
  viewNameTaken: 'You have another view of this name',
  viewsTooMany: 'You have {max, number} views of this list. Delete one first.',
} as const
