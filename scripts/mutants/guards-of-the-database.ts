import type { Mutant } from './mutant.ts'

const suite = 'lib/db/guards.test.ts'
const roles = 'lib/db/roles.test.ts'
const settling = 'lib/db/settle-guards.test.ts'
const approving = 'e2e/security/who-approves.test.ts'
const making = 'e2e/security/who-makes-approvers.test.ts'

/** What the database refuses, whatever the code does. */
export const guardsOfTheDatabase: readonly Mutant[] = [
  {
    guard: 'two equal purchases are not open at once: the fingerprint is unique',
    file: 'lib/db/migrations/0007_fingerprint_of_the_customer.sql',
    found: 'create unique index attempt_fingerprint',
    by: 'create index attempt_fingerprint',
    missedBy: { suite, test: 'while another is unknown is refused' },
  },
  {
    guard: 'two calls whose orders would look alike are not open at once',
    file: 'lib/db/migrations/0011_order_trace.sql',
    found: 'create unique index attempt_order_trace',
    by: 'create index attempt_order_trace',
    missedBy: { suite, test: 'would look like that of an unanswered one' },
  },
  {
    guard: 'a request has one open attempt: the index is unique',
    file: 'lib/db/migrations/0001_foundation.sql',
    found: 'create unique index attempt_one_open',
    by: 'create index attempt_one_open',
    missedBy: { suite, test: 'by an index alone' },
  },
  {
    guard: 'another attempt only after one that certainly did nothing',
    file: 'lib/db/migrations/0009_freeze.sql',
    found: "a.state not in ('not_sent', 'throttled', 'absent')",
    by: 'false',
    missedBy: { suite, test: 'while an earlier one is open or was taken' },
  },
  {
    guard: 'after an absent attempt only newly approved content is sent',
    file: 'lib/db/migrations/0009_freeze.sql',
    found: "a.state = 'absent' and a.version = new.version",
    by: 'false',
    missedBy: { suite, test: 'after an absent one only with new content' },
  },
  {
    guard: 'nobody approves what they asked for or edited',
    file: 'lib/db/migrations/0002_guards.sql',
    found: "perform refuse('nobody approves what they requested or edited');",
    by: 'null;',
    missedBy: { suite, test: 'by the person who asked is refused' },
  },
  {
    guard: 'whoever edited any version approves none of them',
    file: 'lib/db/migrations/0002_guards.sql',
    found:
      'exists (select 1 from request_version v where v.request_id = new.request_id and v.created_by = new.person_id)',
    by: 'false',
    missedBy: { suite, test: 'by somebody who edited an earlier version' },
  },
  {
    guard: 'an approval is of the content that was shown',
    file: 'lib/db/migrations/0002_guards.sql',
    found: "perform refuse('the content changed since it was shown');",
    by: 'null;',
    missedBy: { suite, test: 'of other content than the present one' },
  },
  {
    guard: 'what is sent has a valid approval by somebody who may still give it',
    file: 'lib/db/migrations/0009_freeze.sql',
    found: "perform refuse('nothing is sent without a valid approval');",
    by: 'null;',
    missedBy: { suite, test: 'once the approver lost the role' },
  },
  {
    guard: 'an attempt sends exactly what was approved',
    file: 'lib/db/migrations/0009_freeze.sql',
    found: "perform refuse('an attempt sends exactly what was approved');",
    by: 'null;',
    missedBy: { suite, test: 'of other content than the approved is refused' },
  },
  {
    guard: 'an expired approval sends nothing',
    file: 'lib/db/migrations/0009_freeze.sql',
    found: "perform refuse('the approval expired');",
    by: 'null;',
    missedBy: { suite, test: 'is refused after the approval expired' },
  },
  {
    guard: 'the kill switch stops sending',
    file: 'lib/db/migrations/0009_freeze.sql',
    found: "    perform refuse('purchases are stopped');\n  end if;\n  if not database_is_known() then\n    perform",
    by: '    null;\n  end if;\n  if not database_is_known() then\n    perform',
    missedBy: { suite, test: 'is refused while purchases are stopped' },
  },
  {
    guard: 'the kill switch stops paying',
    file: 'lib/db/migrations/0022_taken_orders.sql',
    found: "      perform refuse('purchases are stopped');\n    end if;",
    by: '      null;\n    end if;',
    missedBy: { suite, test: 'is not begun while purchases are stopped' },
  },
  {
    guard: 'a payment never exceeds what was approved',
    file: 'lib/db/migrations/0022_taken_orders.sql',
    found: 'new.amount_minor > asked.amount_minor or ',
    by: '',
    missedBy: { suite, test: 'above the approved amount' },
  },
  {
    guard: 'a payment is in the approved currency',
    file: 'lib/db/migrations/0022_taken_orders.sql',
    found: ' or new.currency is distinct from asked.currency',
    by: '',
    missedBy: { suite, test: 'in another currency is refused' },
  },
  {
    guard: 'only the order of the request is paid',
    file: 'lib/db/migrations/0022_taken_orders.sql',
    found: "perform refuse('only the order of the request is paid');",
    by: 'null;',
    missedBy: { suite, test: 'of an order that belongs to another request' },
  },
  {
    guard: 'a request has one payment',
    file: 'lib/db/migrations/0001_foundation.sql',
    found:
      'request_id uuid primary key references request (id),\n  order_id text not null unique references order_link (order_id),',
    by: 'request_id uuid not null references request (id),\n  order_id text not null references order_link (order_id),',
    missedBy: { suite, test: 'is accepted, and once only' },
  },
  {
    guard: 'a request has one order',
    file: 'lib/db/migrations/0001_foundation.sql',
    found: '  request_id uuid not null unique references request (id),\n  attempt_id',
    by: '  request_id uuid not null references request (id),\n  attempt_id',
    missedBy: { suite, test: 'goes to one order for each request' },
  },
  {
    guard: 'what is settled stays settled',
    file: 'lib/db/migrations/0002_guards.sql',
    found: "perform refuse('a settled attempt stays settled');",
    by: 'null;',
    missedBy: { suite, test: 'settles once' },
  },
  {
    guard: 'a closed request is never changed again',
    file: 'lib/db/migrations/0008_roles.sql',
    found: "perform refuse(format('a request in %s is closed', old.state));",
    by: 'null;',
    missedBy: { suite, test: 'end in states whose rows nobody changes any more' },
  },
  {
    guard: 'a request moves only as the machine says',
    file: 'lib/db/migrations/0008_roles.sql',
    found: "perform refuse(format('a request cannot go from %s to %s', old.state, new.state));",
    by: 'null;',
    missedBy: { suite, test: 'that the machine does not list are refused' },
  },
  {
    guard: 'what happened is never rewritten: the audit only grows',
    file: 'lib/db/migrations/0002_guards.sql',
    found: 'create trigger audit_kept before update or delete on audit for each row execute function never();',
    by: '',
    missedBy: { suite, test: 'what happened is never rewritten' },
  },
  {
    guard: 'a form that is sent twice makes one request',
    file: 'lib/db/migrations/0001_foundation.sql',
    found: ',\n  unique (created_by, submit_key)',
    by: '',
    missedBy: { suite, test: 'a form that is sent twice makes one request' },
  },
  {
    guard: 'the worker carries out and does not approve',
    file: 'lib/db/grants.sql',
    found: 'grant insert on audit, order_taken to countersign_worker;',
    by: 'grant insert on audit, order_taken, approval to countersign_worker;',
    missedBy: { suite: roles, test: 'cannot approve' },
  },
  {
    guard: 'the web asks and does not send',
    file: 'lib/db/grants.sql',
    found: 'grant update on request, purchase_switch to countersign_web;',
    by: 'grant update on request, purchase_switch to countersign_web;\ngrant insert on attempt to countersign_web;',
    missedBy: { suite: roles, test: 'cannot begin an attempt' },
  },
  {
    guard: 'the web seals a spending key and does not read it',
    file: 'lib/db/grants.sql',
    found: 'grant select (account_id, access_key_tail, access_key_mark, sealed_to, since) on spend_key',
    by: 'grant select on spend_key',
    missedBy: { suite: roles, test: 'cannot read a spending key' },
  },
  {
    guard: 'a standby that took over is another database before its first checkpoint',
    file: 'lib/db/migrations/0014_replaced_database.sql',
    found: '      database_timeline(),\n',
    by: '      (select timeline_id from pg_control_checkpoint()),\n',
    missedBy: { suite: 'e2e/chaos/failover.test.ts', test: 'another database from the moment it takes over' },
  },
  {
    guard: 'nobody approves who is not signed in',
    file: 'lib/db/migrations/0029_four_eyes.sql',
    found: 'create trigger decision_guard before insert on approval for each row execute function decision_guard();\n',
    by: '',
    missedBy: { suite: approving, test: 'was signed out' },
  },
  {
    guard: 'nobody settles a lost call who is not signed in',
    file: 'lib/db/migrations/0038_settled_by_who_is_there.sql',
    found:
      'create trigger decision_guard before insert on candidate_decision for each row execute function decision_guard();\n',
    by: '',
    missedBy: { suite: settling, test: 'a reviewer who was signed out' },
  },
  {
    guard: 'a role that spends or approves comes of two owners',
    file: 'lib/db/migrations/0029_four_eyes.sql',
    found: 'create trigger membership_guard before insert or update on membership',
    by: 'create trigger membership_guard before update on membership',
    missedBy: { suite: making, test: 'cannot write the role of reviewer' },
  },
  {
    guard: 'nobody joins a group that spends or approves alone',
    file: 'lib/db/migrations/0029_four_eyes.sql',
    found:
      'create trigger group_member_guard before insert on group_member for each row execute function group_member_guard();\n',
    by: '',
    missedBy: { suite: making, test: 'nor the role of reviewer by way of a group' },
  },
]
