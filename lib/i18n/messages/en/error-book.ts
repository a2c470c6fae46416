export const errorBook = {
  title: 'Error book',
  intro:
    'What the codes of the cloud mean, whether a retry is safe, and who can do what. The cloud’s own text beside a code often says the detail.',
  caption: 'Codes of the cloud',
  columns: {
    code: 'Code',
    service: 'Said by',
    meaning: 'Meaning',
    tryAgain: 'Try again?',
    whoCan: 'Who can do something',
  },
  search: 'Code or words',
  filters: { q: 'Search', service: 'Said by', retry: 'Try again?', fixer: 'Who' },
  retry: { yes: 'Yes', wait: 'After a while', look: 'Look first', no: 'Not as it is' },
  shown: '{first, number}–{last, number} of {total, number}',
  nothingFits: {
    title: 'The book has no such code',
    text: 'Search for fewer words, or for the code alone. The cloud also uses codes that its documents do not explain: then read its text beside the code, and use “Copy for support” on the page of the request.',
    action: 'Show the whole book',
  },
  one: {
    back: 'Error book',
    title: 'Code {code}',
    tryAgain: 'May it be tried again?',
    whoCan: 'Who can do something',
    whatToDo: 'What to do',
    codes: 'Codes',
    service: 'Said by',
    http: 'HTTP status',
    pretend: 'Only the pretend cloud of the demo answers with this code.',
  },
  unknown: {
    title: 'The book does not have this code',
    text: 'The vendor’s documents, as the console knows them, do not explain it. It may be new, or meant for the vendor alone. Whether a retry is safe is not known: look at orders and resources before anything is repeated.',
    whatToDo:
      'Read the cloud’s own text beside the code. If that does not help, open the request on which it stands, press “Copy for support” and give the report to the vendor’s support: they find the call by the cloud’s request id.',
    action: 'Search the book',
  },
} as const
