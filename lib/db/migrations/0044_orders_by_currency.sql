-- Orders are narrowed by their currency: it is one more of the few values that orders of a class are alike in (decision 033). An
-- account is billed in one currency nearly always, so there are no more classes than before. Writes the table anew, with all of
-- its indexes: about a minute for a million orders.
create function order_class_of(account_id uuid, status integer, order_type integer, service text, region text, is_ours boolean, currency text)
  returns bigint language sql immutable parallel safe
  return hashtextextended(account_id::text || '|' || status || '|' || order_type || '|' || service || '|' || region || '|' || is_ours::text || '|' || currency, 0);

drop trigger cloud_order_change_class_noted on cloud_order;
drop trigger cloud_order_removal_class_noted on cloud_order;
alter table cloud_order
  drop column class_key,
  add column class_key bigint not null generated always as
    (order_class_of(account_id, status, order_type, service_type_code, region, request_id is not null, currency)) stored;
drop function order_class_of(uuid, integer, integer, text, text, boolean);
alter table order_class add column currency text not null default '';

-- The indexes that held the column (0016, 0027 and 0034), as they were.
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
create index cloud_order_class_deadlines on cloud_order (class_key, pay_until_key, order_id);
create index cloud_order_attention on cloud_order (account_id, attention)
  include (order_id, class_key, ordered_key, amount_key, paid_key, pay_until_key, person_key) where attention is not null;

create or replace function note_order_class() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, currency, members,
    ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high, lag_low, lag_high)
  select n.class_key, n.account_id, n.status, n.order_type, n.service_type_code, max(n.service_type_name), n.region, n.request_id is not null, n.currency,
    count(*), min(n.ordered_key), max(n.ordered_key), min(n.amount_key), max(n.amount_key), min(n.paid_key), max(n.paid_key),
    min(n.pay_until_key), max(n.pay_until_key), min(order_lag(n.ordered_key, n.paid_key)), max(order_lag(n.ordered_key, n.paid_key))
  from changed n
  group by n.class_key, n.account_id, n.status, n.order_type, n.service_type_code, n.region, n.request_id is not null, n.currency;
  return null;
end $$;
create or replace function note_changed_order_class() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, currency, members)
  values (old.class_key, old.account_id, old.status, old.order_type, old.service_type_code, old.service_type_name, old.region,
    old.request_id is not null, old.currency, -1);
  if tg_op = 'UPDATE' then
    insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, currency, members,
      ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high, lag_low, lag_high)
    values (new.class_key, new.account_id, new.status, new.order_type, new.service_type_code, new.service_type_name, new.region,
      new.request_id is not null, new.currency, 1, new.ordered_key, new.ordered_key, new.amount_key, new.amount_key, new.paid_key, new.paid_key,
      new.pay_until_key, new.pay_until_key, order_lag(new.ordered_key, new.paid_key), order_lag(new.ordered_key, new.paid_key));
  end if;
  return null;
end $$;
create trigger cloud_order_change_class_noted after update on cloud_order for each row
  when ((old.class_key, old.ordered_key, old.amount_key, old.paid_key, old.pay_until_key)
    is distinct from (new.class_key, new.ordered_key, new.amount_key, new.paid_key, new.pay_until_key))
  execute function note_changed_order_class();
create trigger cloud_order_removal_class_noted after delete on cloud_order for each row execute function note_changed_order_class();

create or replace function settle_classes() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare orders_in bigint; jobs_in bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('settle_classes')) then
    return;
  end if;
  if exists (select from order_class where not settled or members = 0) then
    update class_version set version = version + 1 where of = 'order_class' returning version into orders_in;
    delete from order_class where settled and members = 0;
    with loose as (delete from order_class where not settled returning *)
    insert into order_class as kept (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, currency, members,
      ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high,
      lag_low, lag_high, settled, settled_in)
    select class_key, account_id, status, order_type, service_type_code, max(service_type_name), region, is_ours, currency, sum(members),
      min(ordered_low), max(ordered_high), min(amount_low), max(amount_high), min(paid_low), max(paid_high),
      min(pay_until_low), max(pay_until_high), min(lag_low), max(lag_high), true, orders_in
    from loose group by class_key, account_id, status, order_type, service_type_code, region, is_ours, currency
    on conflict (class_key) where settled do update set members = kept.members + excluded.members, settled_in = orders_in,
      service_type_name = coalesce(nullif(excluded.service_type_name, ''), kept.service_type_name),
      ordered_low = least(kept.ordered_low, excluded.ordered_low), ordered_high = greatest(kept.ordered_high, excluded.ordered_high),
      amount_low = least(kept.amount_low, excluded.amount_low), amount_high = greatest(kept.amount_high, excluded.amount_high),
      paid_low = least(kept.paid_low, excluded.paid_low), paid_high = greatest(kept.paid_high, excluded.paid_high),
      pay_until_low = least(kept.pay_until_low, excluded.pay_until_low), pay_until_high = greatest(kept.pay_until_high, excluded.pay_until_high),
      lag_low = least(kept.lag_low, excluded.lag_low), lag_high = greatest(kept.lag_high, excluded.lag_high);
  end if;
  if exists (select from job_class where not settled or members = 0) then
    update class_version set version = version + 1 where of = 'job_class' returning version into jobs_in;
    delete from job_class where settled and members = 0;
    with loose as (delete from job_class where not settled returning *)
    insert into job_class as kept (class_key, account_id, service, state, kind, cloud_kind, error_code, members,
      started_low, started_high, duration_low, duration_high, settled, settled_in)
    select class_key, account_id, service, state, kind, cloud_kind, error_code, sum(members),
      min(started_low), max(started_high), min(duration_low), max(duration_high), true, jobs_in
    from loose group by class_key, account_id, service, state, kind, cloud_kind, error_code
    on conflict (class_key) where settled do update set members = kept.members + excluded.members, settled_in = jobs_in,
      started_low = least(kept.started_low, excluded.started_low), started_high = greatest(kept.started_high, excluded.started_high),
      duration_low = least(kept.duration_low, excluded.duration_low), duration_high = greatest(kept.duration_high, excluded.duration_high);
  end if;
end $$;

create or replace function count_classes_anew() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table cloud_order, cloud_job in share row exclusive mode;
  delete from order_class;
  delete from job_class;
  insert into order_class (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, currency, members,
    ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high,
    lag_low, lag_high, settled)
  select class_key, account_id, status, order_type, service_type_code, max(service_type_name), region, request_id is not null, currency, count(*),
    min(ordered_key), max(ordered_key), min(amount_key), max(amount_key), min(paid_key), max(paid_key),
    min(pay_until_key), max(pay_until_key), min(order_lag(ordered_key, paid_key)), max(order_lag(ordered_key, paid_key)), true
  from cloud_order group by class_key, account_id, status, order_type, service_type_code, region, request_id is not null, currency;
  insert into job_class (class_key, account_id, service, state, kind, cloud_kind, error_code, members,
    started_low, started_high, duration_low, duration_high, settled)
  select class_key, account_id, service, state, kind, cloud_kind, error_code, count(*),
    min(started_at), max(started_at), min(duration_key), max(duration_key), true
  from cloud_job group by class_key, account_id, service, state, kind, cloud_kind, error_code;
end $$;
select recount_classes();
