export const quote = {
  title: 'Price',
  basis: 'For {term} in all, as the cloud quotes it.',
  discount: 'Discount',
  disk: '{quantity, plural, one {# disk} other {# disks}} of {size, number} GiB, {type}',
  included: 'included',
  lines: 'What the price is made of',
  listPrice: 'List price',
  noBillingRight: 'The console may not see prices in this account.',
  notAsked: 'The price could not be asked',
  notYet: 'It appears here as soon as what it follows from is chosen.',
  server: '{quantity, plural, one {# server} other {# servers}}',
  term: {
    month: '{count, plural, one {# month} other {# months}}',
    year: '{count, plural, one {# year} other {# years}}',
  },
  unavailable: 'Not available',
  unavailableHint:
    'You can ask for it all the same. A reviewer sees the amount of the order, and decides on it, before anything is paid.',
  unknownProduct: 'The cloud’s price list does not know this product under the codes that the console has.',
  unreadable: 'The cloud’s answer about the price could not be read.',
  change: {
    after: 'A month afterwards',
    basis:
      'The difference for the {count, plural, one {# month that is} other {# months that are}} left; a begun month counts whole.',
    before: 'A month now',
    less: 'is paid back',
    more: 'is paid in addition',
    same: 'The price stays the same',
  },
  noCharge: 'Free of charge',
  noTerm: 'The billing service does not say when the term ends, so the difference is not known.',
  usage: {
    anHour: 'an hour of use',
    basis: 'Paid as it is used: nothing is ordered now.',
    before: '{amount} until now',
  },
} as const
