/** Switches of the emulator, for behaviours that the vendor does not document or that tests want to provoke. */
export type Options = {
  /** Append -1 to the name of a single server, as some evidence says the real service does. */
  singleSuffix: boolean
  /** How long a new order stays out of the order list and details, and a new server out of the server list. */
  listLagSeconds: number
  /** Whether is_auto_pay is obeyed, or every order is paid, or none. */
  autoPay: 'obey' | 'always' | 'never'
  /** What a purchase answers when the automatic payment lacks money: success with an unpaid order, or a refusal. */
  autoPayShortage: 'unpaid' | 'refuse'
  /** Show servers of unpaid orders in list and detail. */
  unpaidServersListed: boolean
  /** Cloud hours until an unpaid order is cancelled; the scale shortens them. */
  unpaidOrderHours: number
  /** Cloud minutes from payment to a running server; the scale shortens them. */
  deliveryMinutes: number
  /** Leave every newly paid order in status 3 for ever. */
  ordersStayProcessing: boolean
  /** Calls per second of one key to one API before 429. 0 switches it off. */
  throttlePerSecond: number
  /** Signature failures in a row that lock a key; 0 switches the lock off. */
  lockAfterFailures: number
  lockMinutes: number
  /** A phone server changes its flavor only to special ones, as the vendor's page says and newer ones no longer do. */
  flavorSpecialOnly: boolean
  /** A change order answers with a job id: always, or never as older regions. */
  changeJobId: 'always' | 'never'
  /** A running desktop cannot be resized by order; otherwise it is stopped and started. */
  desktopMustBeStopped: boolean
  /** Pay-per-use calls refuse yearly/monthly desktops. */
  desktopBillingModeChecked: boolean
  /** A desktop with an unpaid order takes another one. */
  secondOrderAllowed: boolean
  /** Cloud seconds for one step of a desktop or server task; the scale shortens them. */
  taskStepSeconds: number
  /** A server may shrink. */
  serverDowngradeAllowed: boolean
  /** What the resize of a yearly/monthly server answers with. */
  serverResizeAnswer: 'both' | 'order'
  /** Compare a digest in X-Sdk-Content-Sha256 with the body. */
  checkContentSha256: boolean
  /** Servers each project may hold; absent: the quota of its account. */
  serverQuota?: number
}

export const defaultOptions: Options = {
  singleSuffix: false,
  listLagSeconds: 0.2,
  autoPay: 'obey',
  autoPayShortage: 'unpaid',
  unpaidServersListed: false,
  unpaidOrderHours: 24,
  deliveryMinutes: 15,
  ordersStayProcessing: false,
  throttlePerSecond: 200,
  lockAfterFailures: 6,
  lockMinutes: 5,
  flavorSpecialOnly: true,
  changeJobId: 'always',
  desktopMustBeStopped: false,
  desktopBillingModeChecked: true,
  secondOrderAllowed: false,
  taskStepSeconds: 10,
  serverDowngradeAllowed: true,
  serverResizeAnswer: 'both',
  checkContentSha256: true,
}
