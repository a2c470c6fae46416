import type { Mutant } from './mutant.ts'

const suite = 'lib/db/settle-guards.test.ts'
const file = 'lib/db/migrations/0012_desk.sql'
const working = 'lib/db/migrations/0042_switch_worked_by_who_is_there.sql'

/** What the database refuses people who settle a call whose answer was lost. */
export const guardsOfTheDesk: readonly Mutant[] = [
  {
    guard: 'nobody settles a lost call that they asked for or edited',
    file,
    found: "perform refuse('nobody settles what they requested or edited');",
    by: 'null;',
    missedBy: { suite, test: 'is not adopted or disowned by who asked' },
  },
  {
    guard: 'only an order that the worker has read, and that may fit, is adopted',
    file,
    found: "if new.decision = 'adopt' and (seen.read_at is null or seen.fit = 'no') then",
    by: 'if false then',
    missedBy: { suite, test: 'is not adopted before the worker has read it' },
  },
  {
    guard: 'a request goes on with an order only by a decision',
    file,
    found: "perform refuse('only an order that a reviewer adopted is gone on with');",
    by: 'null;',
    missedBy: { suite, test: 'by the decision of a reviewer, and by nothing else' },
  },
  {
    guard: 'nobody calls it absent while a late copy of the call could arrive',
    file,
    found: "if coalesce(last.absent_from, last.signed_at + interval '30 minutes') > clock_timestamp() then",
    by: 'if false then',
    missedBy: { suite, test: 'is not said while a late copy of the call could still arrive' },
  },
  {
    guard: 'each order that could be it is looked at before it is called absent',
    file,
    found: "perform refuse('each order that could be this one is looked at first');",
    by: 'null;',
    missedBy: { suite, test: 'only when each order that could be it was looked at' },
  },
  {
    guard: 'what the cloud says it took is not called absent',
    file,
    found: "perform refuse('the cloud itself says that it took this call');",
    by: 'null;',
    missedBy: { suite, test: 'where the cloud itself names an order' },
  },
  {
    guard: 'no worker resumes purchases',
    file: working,
    found: "perform refuse('only a person resumes purchases');",
    by: 'null;',
    missedBy: { suite, test: 'lifted by no worker' },
  },
  {
    guard: 'nobody stops purchases who is not signed in',
    file: working,
    found: "perform refuse('nobody stops purchases who is not signed in');",
    by: 'null;',
    missedBy: { suite, test: 'is thrown by nobody who is not signed in' },
  },
  {
    guard: 'only an owner who is there resumes purchases',
    file: working,
    found: "perform refuse('an owner who is signed in resumes purchases');",
    by: 'null;',
    missedBy: { suite, test: 'is lifted by an owner who is signed in' },
  },
  {
    guard: 'whoever resumed purchases before does not stand for the next time',
    file: working,
    found: '    new.resumed_by := null;\n',
    by: '    null;\n',
    missedBy: { suite, test: 'in the name of whoever lifted it before' },
  },
]
