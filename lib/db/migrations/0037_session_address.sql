-- Where a session was opened, so that its person can tell a stranger's from their own. The address belongs to the session,
-- and ends with it: it is no part of the audit.
alter table session add column address text not null default '';
