export const status = {
  draft: { word: 'Draft', hint: 'Only you see it. Next: finish and submit it.' },
  waitingForApproval: { word: 'Waiting for approval', hint: 'Nothing is sent yet. Next: a reviewer decides.' },
  approved: { word: 'Approved', hint: 'Signed by a second person. Next: the console sends it.' },
  sending: { word: 'Sending', hint: 'The signed call is on its way. Next: the cloud answers.' },
  notKnown: {
    word: 'Not known',
    hint: 'Sent, but the answer was lost. The cloud may have taken it: do not order again. Next: the console looks for it.',
  },
  waitingForPayment: {
    word: 'Waiting for payment',
    hint: 'The cloud holds an unpaid order. Next: it is paid or cancelled.',
  },
  paying: { word: 'Paying', hint: 'Payment is on its way. Next: the cloud confirms it.' },
  inProgress: { word: 'In progress', hint: 'The cloud is working on it. Next: the cloud finishes.' },
  done: { word: 'Done', hint: 'Everything asked for has arrived.' },
  partlyDone: { word: 'Partly done', hint: 'Some of it has arrived, some has not. Next: see what is missing.' },
  failed: { word: 'Failed', hint: 'It did not come about. Next: read the reason; it says whether anything was paid.' },
  rejected: { word: 'Rejected', hint: 'A reviewer said no. Nothing was sent.' },
  withdrawn: { word: 'Withdrawn', hint: 'The requester took it back. Nothing was sent.' },
  cancelled: { word: 'Cancelled', hint: 'The order was cancelled before it was paid.' },
  expired: {
    word: 'Expired',
    hint: 'It waited too long. Nothing was sent. Next: make a new request if it is still needed.',
  },
  needsAPerson: {
    word: 'Needs a person',
    hint: 'The console cannot decide this alone. Next: a reviewer looks into it and closes it.',
  },
} as const
