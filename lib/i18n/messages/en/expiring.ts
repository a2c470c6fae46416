export const expiring = {
  title: 'Expiring',
  caption: 'Resources paid in advance that run out soon',
  columns: {
    name: 'Resource',
    kind: 'Kind',
    expires: 'Expires',
    order: 'Order',
    id: 'Resource id',
    region: 'Region',
    account: 'Account',
  },
  kinds: { phoneServer: 'Phone server', desktop: 'Desktop', server: 'ECS server' },
  search: 'Name, id or order id',
  filters: {
    within: 'Within',
    q: 'Search',
    days: { '30d': '30 days', '60d': '60 days', '90d': '90 days' },
  },
  empty: {
    title: 'Nothing expires within 30 days',
    text: 'What was paid for by the month or year appears here before its time runs out.',
  },
  nothingFits: {
    title: 'Nothing fits these filters',
    text: 'Remove a filter, or look further ahead.',
    action: 'Clear filters',
  },
} as const
