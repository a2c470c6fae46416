-- What the mirror of orders and jobs remembers to tell news from what is known, and who of the workers polls an account.
alter table cloud_order
  add column settled_status integer,                            -- as it was when it was first seen completed or cancelled
  add column settled_minor bigint,
  add column missing_since timestamptz,                         -- when the cloud first said that it does not know it
  add column base_order_id text,                                -- the order that this one pays back
  add column asked_count integer,                               -- how many things it is about, and how many of them came
  add column delivered_count integer;
update cloud_order set settled_status = status, settled_minor = amount_minor where status in (4, 5);

create index cloud_order_open on cloud_order (account_id, ordered_at desc) where status not in (4, 5);
create index cloud_order_unread on cloud_order (account_id, ordered_at desc) where lines_at is null or lines_at < changed_at;
create index cloud_order_short on cloud_order (account_id, ordered_at desc) where status = 5 and delivered_count < asked_count;
create index cloud_order_flagged on cloud_order (account_id) where attention is not null;
create index cloud_order_ours on cloud_order (account_id, seen_at) where request_id is not null;
create index cloud_order_base on cloud_order (account_id, base_order_id) where base_order_id is not null;

alter table cloud_job
  add column cloud_request_id text,                             -- of the call that began it: CPH lists jobs by it
  add column polled_at timestamptz;                             -- when a look at all jobs last heard of it

-- A look at all jobs may see one before the answer to its call is recorded: then the record adds what the look could not know.
create function request_claims_job() returns trigger language plpgsql as $$
begin
  update cloud_job set request_id = new.request_id, kind = new.kind
    where account_id = new.account_id and service = new.service and job_id = new.job_id and request_id is null;
  return new;
end $$;
create trigger cloud_job_request_claims before insert on cloud_job for each row when (new.request_id is not null)
  execute function request_claims_job();

-- One worker polls an account; another takes over when it has not said for a while that it still does.
create table poller (
  account_id uuid primary key references cloud_account (id) on delete cascade,
  worker_id text not null,
  lease_until timestamptz not null
);

-- A few changed rows are announced one by one, many of one account as a single '*'.
create function tell_changed(topic text, accounts uuid[], ids text[]) returns void language sql as $$
  select pg_notify('countersign', json_build_object('topic', topic, 'account', told.account_id, 'id', told.id)::text)
  from (
    select distinct account_id, case when many then '*' else id end as id
    from (select account_id, id, count(*) over (partition by account_id) > 20 as many
          from unnest(accounts, ids) as changed (account_id, id)) as counted
  ) as told
$$;

-- A plan that was made for a page must also do for a statement over the whole table.
create function announce_orders() returns trigger language plpgsql set enable_nestloop = off as $$
begin
  if tg_op = 'INSERT' then
    perform tell_changed('order', array_agg(n.account_id), array_agg(n.order_id)) from changed n;
  else
    perform tell_changed('order', array_agg(n.account_id), array_agg(n.order_id))
    from changed n join was o on o.account_id = n.account_id and o.order_id = n.order_id
    where o.raw is distinct from n.raw or o.request_id is distinct from n.request_id or o.attention is distinct from n.attention
      or o.lines_at is null and n.lines_at is not null or o.region is distinct from n.region
      or o.refunded_minor is distinct from n.refunded_minor or o.delivered_count is distinct from n.delivered_count;
  end if;
  return null;
end $$;
drop trigger cloud_order_announced on cloud_order;
drop trigger cloud_order_change_announced on cloud_order;
create trigger cloud_order_announced after insert on cloud_order referencing new table as changed
  for each statement execute function announce_orders();
create trigger cloud_order_change_announced after update on cloud_order referencing old table as was new table as changed
  for each statement execute function announce_orders();

create function announce_jobs() returns trigger language plpgsql set enable_nestloop = off as $$
begin
  if tg_op = 'INSERT' then
    perform tell_changed('job', array_agg(n.account_id), array_agg(n.job_id)) from changed n;
  else
    perform tell_changed('job', array_agg(n.account_id), array_agg(n.job_id))
    from changed n join was o on o.account_id = n.account_id and o.service = n.service and o.job_id = n.job_id
    where o.state is distinct from n.state or o.progress is distinct from n.progress or o.children is distinct from n.children;
  end if;
  return null;
end $$;
drop trigger cloud_job_announced on cloud_job;
drop trigger cloud_job_change_announced on cloud_job;
create trigger cloud_job_announced after insert on cloud_job referencing new table as changed
  for each statement execute function announce_jobs();
create trigger cloud_job_change_announced after update on cloud_job referencing old table as was new table as changed
  for each statement execute function announce_jobs();

-- How far a long look has come is nobody's news.
drop trigger sync_state_announced on sync_state;
create trigger sync_state_announced after insert on sync_state for each row execute function announce();
create trigger sync_state_change_announced after update on sync_state for each row
  when (old.as_of is distinct from new.as_of or old.failed_at is distinct from new.failed_at or old.failure is distinct from new.failure)
  execute function announce();
