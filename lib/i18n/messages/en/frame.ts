export const frame = {
  nav: {
    overview: 'Overview',
    phoneServers: 'Phone servers',
    desktops: 'Desktops',
    servers: 'ECS servers',
    requests: 'Requests',
    orders: 'Orders',
    jobs: 'Jobs',
    insights: 'Insights',
    support: 'Support',
    errors: 'Error book',
  },
  account: {
    label: 'Cloud account',
    heading: 'Show the data of',
    all: 'All accounts',
    allRegions: 'all regions',
    none: 'No account',
  },
  buy: 'Buy phone servers',
  search: {
    open: 'Search',
    label: 'Search or go to',
    placeholder: 'Id, name, person or page',
    failed: 'The search could not be loaded. Check the connection, close it and try again.',
  },
  signOut: 'Sign out',
  notFound: {
    title: 'There is nothing at this address',
    text: 'It may have been mistyped, or what it showed is not visible to you. Lists show everything you can see.',
    action: 'Go to the overview',
  },
  noRole: {
    title: 'You have no role yet',
    text: 'You are signed in, but no cloud account is open to you. An owner can give you a role; then this page fills.',
  },
  failed: {
    title: 'This page could not be loaded',
    text: 'Nothing was changed or sent by opening it. Try again; if it keeps failing, give support this number: {digest}',
    textPlain: 'Nothing was changed or sent by opening it. Try again in a moment.',
    action: 'Try again',
  },
} as const
