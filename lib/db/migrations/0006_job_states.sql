-- Jobs of all three services: some wait for a payment, some say what nobody documents, and those about several things have
-- parts that end one by one.
alter table cloud_job drop constraint cloud_job_state_check;
alter table cloud_job add constraint cloud_job_state_check
  check (state in ('running', 'waiting_payment', 'succeeded', 'failed', 'unknown'));
alter table cloud_job add column cloud_kind text;                        -- the cloud's own name for the work, where it gives one
alter table cloud_job add column children jsonb not null default '[]';   -- its parts as last told
create index cloud_job_open on cloud_job (account_id, started_at) where state in ('running', 'waiting_payment', 'unknown');

drop trigger cloud_job_change_announced on cloud_job;
create trigger cloud_job_change_announced after update on cloud_job for each row
  when (old.state is distinct from new.state or old.progress is distinct from new.progress or old.children is distinct from new.children)
  execute function announce();
