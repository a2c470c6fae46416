export const live = {
  neverRead: 'Not read from the cloud yet',
  neverReadText: 'As soon as the worker has read the account, this list fills by itself.',
  partlyRead: 'Not all of it was read from the cloud yet',
  stale: {
    title: 'The account {account} cannot be read at the moment',
    text: 'What you see of it is from {time}. The last try at {failedAt} failed. The console keeps trying.',
    never:
      'Nothing of it could be read yet, so nothing of it is shown. The last try at {failedAt} failed. The console keeps trying.',
    internal: 'Something failed in the console itself; the log of its worker says what.',
    from: 'What you see is from {time}.',
    refused: {
      title: 'The cloud refuses the keys of {account}',
      text: 'Nothing is read of it until an owner puts in a valid key and starts it again.',
    },
    paused: {
      title: 'The account {account} is paused',
      text: 'Nothing is read of it until an owner starts it again.',
    },
  },
  arrived: '{count, plural, one {# new: show} other {# new: show}}',
  changed: 'The list has changed: show',
  arrivedSpoken: '{count, plural, one {# new row waits} other {# new rows wait}}. The list has not moved.',
  leftList: 'No longer in this list',
  loading: 'Loading the rows',
  failed: {
    title: 'The list could not be loaded',
    text: 'Nothing was changed. What the console tries to show is still there.',
    action: 'Try again',
  },
  ended: {
    text: 'Your session has ended. What you see is no longer updated.',
    action: 'Sign in again',
  },
  away: {
    connection:
      'No live updates since {time}: the console cannot be reached. What you see is from then, and nothing can be saved until it answers.',
    database:
      'No live updates since {time}: the console’s database does not answer. What you see is from then, and nothing can be saved until it is back.',
    room: 'No live updates since {time}: you, or your office, have more pages of the console open than it keeps up to date. Close some.',
    worker:
      'The worker has been silent since {time}. Until it is back nothing is read from the cloud and nothing approved is sent.',
    workerNever:
      'The worker has not started yet. Until then nothing is read from the cloud and nothing approved is sent.',
  },
  found: '{count, plural, =0 {Nothing fits} one {# fits} other {# fit}}',
  foundMore: 'more than {count} fit',
  request: 'Request {number}',
  back: {
    connection: 'The console answers again. What you see is live.',
    database: 'The database is back. What you see is live.',
    room: 'There is room again. What you see is live.',
    worker: 'The worker is back.',
  },
  rows: '{count, plural, =0 {No rows} one {# row} other {# rows}}',
  moreThan: 'more than {count}',
} as const
