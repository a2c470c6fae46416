export const reasons = {
  absent:
    'The call was sent, no answer came, and {scans, plural, one {# complete search} other {# complete searches}} found no trace of it. The cloud did not take it. You can ask again.',
  accountInactive:
    'The cloud account is paused or its key is refused. It goes on when an owner has resumed the account.',
  cancelRefused:
    'The cloud did not cancel the order. It may have been paid or cancelled meanwhile; the order is read again.',
  cannotCheck:
    'The last checks before sending could not be made, because the cloud did not answer them. They are tried again.',
  cannotRead: 'The cloud cannot be read at the moment. It is asked again.',
  clockSkew:
    'The clock of the worker and that of the database differ by more than a minute. Nothing is sent until they agree.',
  closedByPerson: 'A person looked into it and closed it.',
  answeredLate:
    'The answer came after its time: the cloud did not take the call. Nothing was done. Ask again, or close it.',
  cloudRefused: 'The cloud refused it. Nothing was bought or changed.',
  contentOutdated:
    'The console has changed since this was approved and would no longer send exactly the approved call. Ask again.',
  contentUnreadable: 'The content that was approved cannot be read. Nothing was sent.',
  currencyChanged: 'The price is now quoted in another currency. Ask again to see it.',
  equalPurchaseOpen:
    'The outcome of an equal purchase is not known yet. This one waits, or the two could not be told apart.',
  foundLate:
    'An order turned up after this was called absent: {orders}. Somebody must decide whether to keep or cancel it.',
  keyRefused:
    'The cloud refused the key of this account before it looked at the call. Nothing was bought or changed; it is sent when an owner has started the account again.',
  lookupFailed:
    'The answer was lost, and the last search for “{name}” failed too. Do not ask again: it is searched once more.',
  nameTaken:
    'A server with this exact name already exists in the cloud. Nothing was sent. Ask again to get a fresh name.',
  noAnswer:
    'Sent, but the answer was lost. The cloud may have taken it. Do not ask again: the cloud is searched for “{name}”.',
  noPriceApproved: 'No price was approved, so nothing is paid. Somebody must look at the order.',
  notAllDelivered:
    'The cloud delivered {delivered} of {expected}. What is missing should be paid back: look for the refund among the orders.',
  notProven:
    'Not sent: what answered at the cloud’s address did not prove with its certificate that it is the cloud. It is tried again; tell whoever runs the console.',
  notSent: 'The call could not be sent: the connection failed before anything left. It is tried again.',
  orderAboveApproval:
    'The order costs {amount}, more than the {approved} that was approved. It is not paid. Cancel the order, then ask again at the new price.',
  orderCurrency: 'The order is in another currency than what was approved ({amount}). It is not paid.',
  meansGone:
    '{count, plural, one {A coupon or discount} other {# coupons or discounts}} that the approval names cannot be used any more ({ids}). The order is not paid. Close this, then ask again without.',
  orderIsCancelled: 'The order is cancelled: nobody paid it in time, or somebody cancelled it.',
  orderIsPaid: 'The order is paid.',
  orderIsUnpaid: 'The order is still unpaid.',
  orderTaken: 'Request {number} takes care of this order now. Look there first.',
  orderNotReadable: 'The order cannot be read from the billing service yet. It is asked again.',
  orderWaits: 'The order waits at the vendor and cannot be paid yet.',
  orderWithoutAmount: 'The billing service does not say what the order costs, so it is not paid.',
  paymentNoAnswer: 'The payment was sent, but the answer was lost. The order itself will tell whether it was paid.',
  paymentRefused: 'The cloud refused the payment. The order is still unpaid.',
  paymentTriedTooOften:
    'The payment was sent {count, plural, one {# time} other {# times}} without result. Somebody must look at the order.',
  priceRose: 'The price has risen to {amount} since this was approved. Nothing was sent. Ask again at the new price.',
  provisioning: 'The cloud is setting up the servers: {delivered} of {expected} are ready.',
  purchasesFrozen:
    'The database was restored or has moved, and may have forgotten what was sent. Nothing is sent or paid until its orders have been looked through and an owner resumes purchases.',
  purchasesStopped: 'Purchases are stopped for the whole console. It goes on when they are resumed.',
  senderLost:
    'The worker that sent it stopped before it heard the answer. Do not ask again: the cloud is searched for “{name}”.',
  perhapsForgotten:
    'The database was restored or has moved since this was asked for, and may have forgotten that it was sent: {count, plural, one {an order} other {# orders}} of that time may be its own ({orders}). Nothing more was sent. If so, withdraw it; if not, ask again.',
  perhapsOurs:
    '{count, plural, one {An order} other {# orders}} may belong to this request, or to another one like it ({orders}). Somebody must look and decide.',
  severalOrders:
    '{count, plural, one {# order} other {# orders}} could be this purchase ({orders}), and the console cannot tell which. Somebody must decide.',
  throttled: 'The cloud asked to slow down. Nothing was bought or changed; it is tried again.',
  triedTooOften:
    'It was tried {count, plural, one {# time} other {# times}} without being sent. Ask again, or withdraw it.',
  changedWithoutOrder:
    'The resource is no longer as it was, but nothing proves that this request did it. Somebody must decide.',
  changing: 'The cloud is carrying out the change.',
  flavorNow:
    'The server now has the flavors {serverModel} and {phoneModel}, not those that were reviewed. Nothing more was sent. Look at it, and ask again.',
  jobFailed: 'The job of the cloud failed.',
  phonesNow:
    'The server now has {count, plural, =0 {no phones} one {# phone} other {# phones}}, and not those that were reviewed. Look at it, and ask again.',
  refundFell:
    'The cloud would now pay back only {amount}, less than what was approved. Nothing was sent. Ask again to see it.',
  serverAbnormal: 'The server is abnormal: the cloud could not set it up.',
  serverBusy: 'The server is being set up by the cloud. Try it again when that is over.',
  targetGone: 'It is no longer there: it was deleted in the cloud.',
  zoneNow: 'The server now stands in {zone}, not where it stood when this was reviewed. Look at it, and ask again.',
  billingNow: {
    prepaid:
      'The desktop is yearly/monthly now, and was paid as it is used when this form was opened. Nothing was sent. Open the form again.',
    pay_per_use:
      'The desktop is paid as it is used now, and was yearly/monthly when this form was opened. Nothing was sent. Open the form again.',
    unknown: 'The cloud does not say any more how the desktop is paid. Nothing was sent.',
  },
  billingUnclear: 'The cloud does not say how the desktop is paid.',
  diskGone: 'The disk {disk} is not there any more.',
  diskNow: 'The disk has {size} GB now.',
  disksChanged: 'The disks of the desktop are no longer those that were shown. Nothing was sent. Open the form again.',
  disowned:
    'A person looked at every order that could be this one and found none of them to be it: the cloud did not take the call. A new attempt can be asked for.',
  dryRunRefused: 'The cloud tried the change and refuses it. Nothing was sent.',
  ecsFlavorNow: 'The server has the flavor {flavor} now.',
  hostDesktopsNow: '{count, plural, one {# desktop is} other {# desktops are}} on the host now.',
  hourRose: 'An hour costs more than when this was approved. Nothing was sent. Ask again at the new price.',
  productNow: 'The desktop has the product {product} now.',
  resourceBusy: 'The cloud is working on it.',
  resourceInError: 'The cloud reports an error for it.',
  serverStarted:
    'The server was switched on after it was reviewed as switched off. Nothing was sent. Look at it, and ask again.',
  serverStopped:
    'The server was switched off after it was reviewed as running. Nothing was sent. Look at it, and ask again.',
  step: {
    delivering: 'The order is paid; the cloud delivers it.',
    expanding: 'The disk grows.',
    other: 'The cloud is at {task}.',
    resizing: 'It gets its new size.',
    starting: 'It is being switched on again.',
    stopping: 'It is being switched off.',
  },
} as const
