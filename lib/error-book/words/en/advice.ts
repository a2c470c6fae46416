/** What to do about a code. Written for people who have not read the vendor's documents. */
export const advice = {
  askAgain: 'Ask again: the form opens with what the cloud offers now, and marks what no longer fits.',
  fewer: 'Ask for fewer at once: split it into several requests.',
  otherName: 'Ask again with another name.',
  otherFlavor: 'Ask again with another flavor: the form marks those that the cloud does not sell or that do not fit.',
  otherImage: 'Ask again with another image: the form offers those that fit the flavor.',
  otherNetwork: 'Ask again with another VPC or subnet, or let whoever looks after the network put this one in order.',
  otherAddress: 'Ask again with another public address, with a new one, or with none.',
  otherBandwidth: 'Ask again with another bandwidth: its kind, size and charging must go together.',
  otherKeyPair: 'Ask again with another key pair, or without one.',
  otherPorts:
    'Ask again with the ports changed: each name and each number once, numbers from 10000 to 50000, not named adb or vnc.',
  otherDisks: 'Ask again with other disks: kind and size must fit what is bought or changed.',
  otherTerm: 'Ask again with another term, renewal or payment: the form offers what the cloud sells.',
  otherSettings: 'Ask again without the setting that the cloud’s text names, or with another value for it.',
  soldOut:
    'Ask again with another flavor or availability zone, or later: the cloud does not announce when stock comes back.',
  lookAtResource:
    'Find it in its list: it may have been deleted or replaced in the cloud. What is still there can be asked for again from its own page.',
  waitIdle:
    'Wait until its page shows that nothing runs on it and it has the state that the change needs, then ask again.',
  waitFive: 'Wait five minutes or more for the running change to end, then ask again.',
  waitMinute: 'Wait a minute: another command is still being carried out. Then ask again.',
  waitMinutes: 'Wait some minutes and try again. If it stays, hand the copied report to the vendor’s support.',
  slowDown: 'There is nothing to do: the console asks again by itself, more slowly.',
  lookFirst:
    'Do not order again yet. The console looks for the order and the resource by itself and says what it found; if it asks for a person, look at both before anything is repeated.',
  checkOrders:
    'Look under Orders first: an order may exist, unpaid. If money was short, top up the cloud account and pay or cancel that order before asking again.',
  openOrder:
    'Look under Orders for one of this resource that is unpaid or being processed. Pay it, cancel it or let it end, then ask again.',
  readOrder:
    'There is nothing to do: the console reads the order again, and the order tells whether it is paid, cancelled or still open.',
  orderSoon:
    'Wait a minute: the console reads the order again. If it stays unknown, look for it under Orders, of the same cloud account.',
  combinedOrder:
    'Open the order in the vendor’s console: it is part of a combined order, which is paid or cancelled there as a whole.',
  payElsewhere:
    'Pay or cancel the order in the vendor’s console, where coupons and discounts can be chosen and their conflicts are shown.',
  topUp: 'Top up the cloud account or raise its credit at the vendor’s, then pay the order that waits, or ask again.',
  settleDebt: 'Settle what the cloud account owes, at the vendor’s. Frozen resources come back afterwards.',
  unsuspend:
    'Ask the vendor why the cloud account is suspended and have it lifted; nothing can be bought or changed before.',
  realName: 'Complete the real-name verification of the cloud account in the vendor’s console.',
  paymentMethod: 'Set up a way to pay, or its limits, for the cloud account in the vendor’s console.',
  budget: 'Raise the budget in the vendor’s console, or ask for less.',
  raiseQuota: 'Delete what is no longer needed, or ask for a higher quota under My Quotas in the vendor’s console.',
  grantRight:
    'Give the user of the console’s key the missing right in the vendor’s IAM. The cloud’s text usually names it.',
  grantPhoneRights:
    'In the vendor’s IAM, check three things: the rights of the console’s user on cloud phones, the agency cph_admin_trust with VPC FullAccess, and that the key belongs to the project. The wizard’s first step shows which of them is missing.',
  grantBilling:
    'Give the user of the console’s key the billing right that the cloud’s text names, for example billing:order:view or billing:order:pay.',
  betaAccess: 'Apply for this flavor at the vendor’s, or choose another one.',
  enterpriseProject:
    'Choose another enterprise project, or have this one enabled or its quota raised in the vendor’s console.',
  enableWorkspace:
    'Open Workspace for this region in the vendor’s console. Everything else of the account works meanwhile.',
  reopenWorkspace: 'Cancel the opening of Workspace in the vendor’s console and open it again.',
  checkDhcp: 'Check DHCP and the free addresses of the desktop’s subnet, then try again.',
  checkKey:
    'An owner looks at the key: is it the right one, active, and is the clock of the server exact? Enter a valid key, then start the account again. Do not try often: five wrong signatures lock the key for five minutes.',
  checkProject: 'An owner checks project id and region of the account in Countersign against the vendor’s console.',
  checkSite:
    'An owner checks the site of the account in Countersign: the China and the International site are separate customers.',
  allowAddress: 'Allow the public address of the console’s server in the access rules of the cloud account.',
  accessKey: 'An owner gives the account an access key: changes are always signed with one.',
  renewToken:
    'There is nothing to do: the console fetches a new token by itself. If it stays, an owner checks the account’s region.',
  stopServer: 'Stop the server first, or choose in the form that it is stopped and started again by the change.',
  unlockServer:
    'Something holds the server locked, often an order that is not finished. Pay or cancel that order, or unlock the server in the vendor’s console, then ask again.',
  chooseHost: 'Ask again and choose the dedicated host that the server goes to.',
  detachDisks: 'Detach disks that are not needed in the vendor’s console, or choose a flavor that takes as many.',
  detachCards:
    'Remove network cards that are not needed in the vendor’s console, or choose a flavor that takes as many.',
  installDrivers:
    'Install the drivers that the vendor names inside the server, in its guide to changing the flavor, then ask again.',
  runDriverCheck:
    'Run the vendor’s check script inside the server, as its guide to changing the flavor says, then ask again.',
  afterFailedJob:
    'Open the resource and see in what state it is now. If it works, ask again; if not, hand the copied report to the vendor’s support.',
  jobForgotten:
    'Look at the resource itself: the cloud forgets jobs after a while, and the resource shows what became of it.',
  vendorConsole: 'The console does not do this. Look at it in the vendor’s console, where it was started.',
  reportConsole:
    'Nothing that was chosen is at fault: the console asked in a way that the cloud does not take. Use “Copy for support” and tell an owner.',
  askVendor: 'Hand the copied report to the vendor’s support: they find the call by the cloud’s request id.',
  askVendorLook: 'Look under Orders and at the resource first, then hand the copied report to the vendor’s support.',
  checkLine:
    'Have the network of the console checked: whether the address leads to the cloud, whether something on the way opens encrypted connections, and whether the clock of the machine is right.',
  nothing: 'There is nothing to do.',
} as const
