export const desktops = {
  title: 'Desktops',
  product: 'Product',
  user: 'User',
  users: 'Users',
  pool: 'Pool',
  noUser: 'not assigned',
  search: 'Name, id, user or address',
  status: {
    running: 'Running',
    stopped: 'Stopped',
    hibernated: 'Hibernated',
    error: 'Error',
    deleting: 'Being deleted',
    gone: 'Gone',
    other: 'Status {status}',
  },
  empty: {
    title: 'No desktops yet',
    text: 'Desktops appear here as soon as the cloud lists them.',
  },
  notEnabled: {
    title: 'Workspace is not enabled',
    text: 'The cloud says that this account does not use Workspace. Desktops appear here once it is enabled there.',
  },
  nothingFits: {
    title: 'No desktop fits these filters',
    text: 'Remove a filter, or search for another name, id, user or address.',
  },
  facts: {
    title: 'Desktop',
    id: 'Desktop id',
    productId: 'Product id',
    size: 'Size',
    package: 'Package',
    kind: 'Kind',
    kinds: { DEDICATED: 'for one person', POOLED: 'in a pool', SHARED: 'shared' },
    login: 'Sign-in',
    logins: {
      UNREGISTER: 'not registered',
      REGISTERED: 'ready',
      CONNECTED: 'in use',
      DISCONNECTED: 'disconnected',
    },
    frozen: 'Frozen by the cloud, usually because it expired or the account is in arrears.',
    maintenance: 'In maintenance.',
    progress: '{progress} % done',
  },
  billing: {
    title: 'Billing',
    mode: 'Paid as',
    why: {
      prepaid:
        'A change of size or of a disk is an order for this desktop: it has a price, waits for payment, and the size cannot go down.',
      pay_per_use:
        'A change of size or of a disk starts a job at once, without an order; from then on each hour costs the new price.',
      unknown: 'The cloud did not say how it is paid, so it cannot be told which call would change it.',
    },
    contradiction: 'Its product and its order disagree on how it is paid. The product counts.',
    hourPackage: 'It belongs to a package of hours: its size cannot be changed.',
    inPool: 'It is in a pool. Size and disks belong to the pool.',
  },
} as const
