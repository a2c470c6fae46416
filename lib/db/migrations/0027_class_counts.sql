-- What is known of a class without reading its rows: how many there are, and between which bounds their sort keys lie. Triggers
-- only append, which waits for nobody, and a worker gathers what was appended (decision 024). Members are always to be summed
-- up. Every row lies within the bounds of its class, which may be wider than the rows that are left.
alter table order_class
  drop constraint order_class_account_id_fkey,    -- what is removed with its account is still counted off
  add column members bigint not null default 0,
  add column settled boolean not null default false,
  add column ordered_low timestamptz,
  add column ordered_high timestamptz,
  add column amount_low bigint,
  add column amount_high bigint,
  add column paid_low timestamptz,
  add column paid_high timestamptz,
  add column pay_until_low timestamptz,
  add column pay_until_high timestamptz,
  add column lag_low double precision,
  add column lag_high double precision;
alter table job_class
  drop constraint job_class_account_id_fkey,
  add column members bigint not null default 0,
  add column settled boolean not null default false,
  add column started_low timestamptz,
  add column started_high timestamptz,
  add column duration_low bigint,
  add column duration_high bigint;
drop index order_class_key, job_class_key;
create unique index order_class_settled on order_class (class_key) where settled;
create unique index job_class_settled on job_class (class_key) where settled;

-- How many seconds after it was ordered an order was paid: null where it was not, and not a number where nobody said when it was
-- ordered. So what was paid in a time was ordered in a time, and the other way round.
create function order_lag(ordered timestamptz, paid timestamptz) returns double precision language sql immutable parallel safe
  return case when paid = '-infinity' then null when ordered = 'infinity' then 'NaN' else extract(epoch from paid - ordered)::double precision end;

-- Rows that came, class by class.
create or replace function note_order_class() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, members,
    ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high, lag_low, lag_high)
  select n.class_key, n.account_id, n.status, n.order_type, n.service_type_code, max(n.service_type_name), n.region, n.request_id is not null,
    count(*), min(n.ordered_key), max(n.ordered_key), min(n.amount_key), max(n.amount_key), min(n.paid_key), max(n.paid_key),
    min(n.pay_until_key), max(n.pay_until_key), min(order_lag(n.ordered_key, n.paid_key)), max(order_lag(n.ordered_key, n.paid_key))
  from changed n
  group by n.class_key, n.account_id, n.status, n.order_type, n.service_type_code, n.region, n.request_id is not null;
  return null;
end $$;
create or replace function note_job_class() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into job_class (class_key, account_id, service, state, kind, cloud_kind, error_code, members,
    started_low, started_high, duration_low, duration_high)
  select n.class_key, n.account_id, n.service, n.state, n.kind, n.cloud_kind, n.error_code, count(*),
    min(n.started_at), max(n.started_at), min(n.duration_key), max(n.duration_key)
  from changed n
  group by n.class_key, n.account_id, n.service, n.state, n.kind, n.cloud_kind, n.error_code;
  return null;
end $$;

-- A row that changed leaves its class and comes to the same or another; most writes of the mirror change neither it nor a key.
drop trigger cloud_order_change_class_noted on cloud_order;
drop trigger cloud_job_change_class_noted on cloud_job;
create function note_changed_order_class() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, members)
  values (old.class_key, old.account_id, old.status, old.order_type, old.service_type_code, old.service_type_name, old.region,
    old.request_id is not null, -1);
  if tg_op = 'UPDATE' then
    insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, members,
      ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high, lag_low, lag_high)
    values (new.class_key, new.account_id, new.status, new.order_type, new.service_type_code, new.service_type_name, new.region,
      new.request_id is not null, 1, new.ordered_key, new.ordered_key, new.amount_key, new.amount_key, new.paid_key, new.paid_key,
      new.pay_until_key, new.pay_until_key, order_lag(new.ordered_key, new.paid_key), order_lag(new.ordered_key, new.paid_key));
  end if;
  return null;
end $$;
create trigger cloud_order_change_class_noted after update on cloud_order for each row
  when ((old.class_key, old.ordered_key, old.amount_key, old.paid_key, old.pay_until_key)
    is distinct from (new.class_key, new.ordered_key, new.amount_key, new.paid_key, new.pay_until_key))
  execute function note_changed_order_class();
create trigger cloud_order_removal_class_noted after delete on cloud_order for each row execute function note_changed_order_class();

create function note_changed_job_class() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into job_class (class_key, account_id, service, state, kind, cloud_kind, error_code, members)
  values (old.class_key, old.account_id, old.service, old.state, old.kind, old.cloud_kind, old.error_code, -1);
  if tg_op = 'UPDATE' then
    insert into job_class (class_key, account_id, service, state, kind, cloud_kind, error_code, members,
      started_low, started_high, duration_low, duration_high)
    values (new.class_key, new.account_id, new.service, new.state, new.kind, new.cloud_kind, new.error_code, 1,
      new.started_at, new.started_at, new.duration_key, new.duration_key);
  end if;
  return null;
end $$;
create trigger cloud_job_change_class_noted after update on cloud_job for each row
  when ((old.class_key, old.started_at, old.duration_key) is distinct from (new.class_key, new.started_at, new.duration_key))
  execute function note_changed_job_class();
create trigger cloud_job_removal_class_noted after delete on cloud_job for each row execute function note_changed_job_class();

-- Gathers what the triggers appended. One at a time; a second one has nothing to do. A class that nothing is left of is forgotten,
-- and with it bounds that only grew: whoever comes to it anew brings theirs.
create function settle_classes() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('settle_classes')) then
    return;
  end if;
  with loose as (delete from order_class where not settled returning *)
  insert into order_class as kept (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, members,
    ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high,
    lag_low, lag_high, settled)
  select class_key, account_id, status, order_type, service_type_code, max(service_type_name), region, is_ours, sum(members),
    min(ordered_low), max(ordered_high), min(amount_low), max(amount_high), min(paid_low), max(paid_high),
    min(pay_until_low), max(pay_until_high), min(lag_low), max(lag_high), true
  from loose group by class_key, account_id, status, order_type, service_type_code, region, is_ours
  on conflict (class_key) where settled do update set members = kept.members + excluded.members,
    service_type_name = coalesce(nullif(excluded.service_type_name, ''), kept.service_type_name),
    ordered_low = least(kept.ordered_low, excluded.ordered_low), ordered_high = greatest(kept.ordered_high, excluded.ordered_high),
    amount_low = least(kept.amount_low, excluded.amount_low), amount_high = greatest(kept.amount_high, excluded.amount_high),
    paid_low = least(kept.paid_low, excluded.paid_low), paid_high = greatest(kept.paid_high, excluded.paid_high),
    pay_until_low = least(kept.pay_until_low, excluded.pay_until_low), pay_until_high = greatest(kept.pay_until_high, excluded.pay_until_high),
    lag_low = least(kept.lag_low, excluded.lag_low), lag_high = greatest(kept.lag_high, excluded.lag_high);
  delete from order_class where settled and members = 0;
  with loose as (delete from job_class where not settled returning *)
  insert into job_class as kept (class_key, account_id, service, state, kind, cloud_kind, error_code, members,
    started_low, started_high, duration_low, duration_high, settled)
  select class_key, account_id, service, state, kind, cloud_kind, error_code, sum(members),
    min(started_low), max(started_high), min(duration_low), max(duration_high), true
  from loose group by class_key, account_id, service, state, kind, cloud_kind, error_code
  on conflict (class_key) where settled do update set members = kept.members + excluded.members,
    started_low = least(kept.started_low, excluded.started_low), started_high = greatest(kept.started_high, excluded.started_high),
    duration_low = least(kept.duration_low, excluded.duration_low), duration_high = greatest(kept.duration_high, excluded.duration_high);
  delete from job_class where settled and members = 0;
end $$;

-- Counts all classes anew, for whoever wrote orders or jobs past the triggers. Holds writers off while it counts.
create function recount_classes() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table cloud_order, cloud_job in share row exclusive mode;
  delete from order_class;
  delete from job_class;
  insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, members,
    ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high,
    lag_low, lag_high, settled)
  select class_key, account_id, status, order_type, service_type_code, max(service_type_name), region, request_id is not null, count(*),
    min(ordered_key), max(ordered_key), min(amount_key), max(amount_key), min(paid_key), max(paid_key),
    min(pay_until_key), max(pay_until_key), min(order_lag(ordered_key, paid_key)), max(order_lag(ordered_key, paid_key)), true
  from cloud_order group by class_key, account_id, status, order_type, service_type_code, region, request_id is not null;
  insert into job_class (class_key, account_id, service, state, kind, cloud_kind, error_code, members,
    started_low, started_high, duration_low, duration_high, settled)
  select class_key, account_id, service, state, kind, cloud_kind, error_code, count(*),
    min(started_at), max(started_at), min(duration_key), max(duration_key), true
  from cloud_job group by class_key, account_id, service, state, kind, cloud_kind, error_code;
end $$;
select recount_classes();

-- Whatever a filter asks of an order stands in every index that a list is read from, so that none of them leads to a row.
drop index cloud_order_list, cloud_order_amounts, cloud_order_paid, cloud_order_deadlines, cloud_order_people,
  cloud_order_class_list, cloud_order_class_amounts, cloud_order_class_paid;
create index cloud_order_list on cloud_order (account_id, ordered_key, order_id)
  include (class_key, amount_key, paid_key, pay_until_key, person_key);
create index cloud_order_amounts on cloud_order (account_id, amount_key, order_id)
  include (class_key, ordered_key, paid_key, pay_until_key, person_key);
create index cloud_order_paid on cloud_order (account_id, paid_key, order_id)
  include (class_key, ordered_key, amount_key, pay_until_key, person_key);
create index cloud_order_deadlines on cloud_order (account_id, pay_until_key, order_id)
  include (class_key, ordered_key, amount_key, paid_key, person_key);
create index cloud_order_people on cloud_order (account_id, person_key, ordered_key, order_id)
  include (class_key, amount_key, paid_key, pay_until_key);
create index cloud_order_class_list on cloud_order (class_key, ordered_key, order_id)
  include (amount_key, paid_key, pay_until_key, person_key);
create index cloud_order_class_amounts on cloud_order (class_key, amount_key, order_id)
  include (ordered_key, paid_key, pay_until_key);
create index cloud_order_class_paid on cloud_order (class_key, paid_key, order_id)
  include (ordered_key, amount_key, pay_until_key);
