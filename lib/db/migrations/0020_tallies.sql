-- What the pictures are drawn from: orders and ended jobs counted by day, so that a million of them are read as some thousand
-- rows. Triggers only append, which waits for nobody; a worker gathers what was appended now and then. Whoever reads sums up
-- both, so a tally is true at once. Days are those of the vendor's bills, which run by the clock of UTC+8.

create table order_tally (
  account_id uuid not null,
  paid_on date,                                   -- null until it is paid
  service_type_code text not null,
  service_type_name text not null,
  currency text not null,
  status integer not null,
  orders bigint not null,
  spent_orders bigint not null,                   -- of them paid, and no unsubscription: that gives money back
  spent_minor bigint not null,
  settled boolean not null default false
);
create unique index order_tally_settled on order_tally (account_id, paid_on, service_type_code, currency, status)
  nulls not distinct where settled;
create index order_tally_loose on order_tally (account_id) where not settled;

create table job_tally (
  account_id uuid not null,
  ended_on date not null,
  service text not null,
  kind text not null,
  cloud_kind text not null,                       -- empty where the cloud has no name for the work
  state text not null check (state in ('succeeded', 'failed')),
  step integer not null,                          -- its duration: four steps double it, step 0 begins at one second
  jobs bigint not null,
  settled boolean not null default false
);
create unique index job_tally_settled on job_tally (account_id, ended_on, service, kind, cloud_kind, state, step) where settled;
create index job_tally_loose on job_tally (account_id) where not settled;

create function billing_day(at timestamptz) returns date language sql stable as $$
  select (at at time zone 'Asia/Shanghai')::date
$$;

create function was_spent(o cloud_order) returns boolean language sql stable as $$
  select o.paid_at is not null and o.order_type <> 4 and o.currency <> ''
$$;

create function tally_order(o cloud_order, times integer) returns void language sql as $$
  insert into order_tally (account_id, paid_on, service_type_code, service_type_name, currency, status, orders, spent_orders, spent_minor)
  select o.account_id, billing_day(o.paid_at), o.service_type_code, o.service_type_name, o.currency, o.status, times,
    case when was_spent(o) then times else 0 end, case when was_spent(o) then times * coalesce(o.amount_minor, 0) else 0 end
$$;

create function tally_new_orders() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into order_tally (account_id, paid_on, service_type_code, service_type_name, currency, status, orders, spent_orders, spent_minor)
  select o.account_id, billing_day(o.paid_at), o.service_type_code, max(o.service_type_name), o.currency, o.status, count(*),
    count(*) filter (where was_spent(o)), coalesce(sum(o.amount_minor) filter (where was_spent(o)), 0)
  from came o group by o.account_id, billing_day(o.paid_at), o.service_type_code, o.currency, o.status;
  return null;
end $$;
create trigger cloud_order_counted after insert on cloud_order referencing new table as came
  for each statement execute function tally_new_orders();

create function tally_changed_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tally_order(old, -1);
  if tg_op = 'UPDATE' then
    perform tally_order(new, 1);
  end if;
  return null;
end $$;
create trigger cloud_order_change_counted after update on cloud_order for each row
  when ((old.status, old.order_type, old.service_type_code, old.currency, old.amount_minor, old.paid_at)
    is distinct from (new.status, new.order_type, new.service_type_code, new.currency, new.amount_minor, new.paid_at))
  execute function tally_changed_order();
create trigger cloud_order_removal_counted after delete on cloud_order for each row execute function tally_changed_order();

-- How long a job took counts from the payment of its order, where it has one: until then it only waits.
create function job_step(j cloud_job) returns integer language sql stable as $$
  select floor(4 * log(2, greatest(1, extract(epoch from j.ended_at - greatest(j.started_at, (
    select o.paid_at from cloud_order o where o.account_id = j.account_id
      and o.order_id = coalesce(j.order_id, (select l.order_id from order_link l where l.request_id = j.request_id))
  ))))))::integer
$$;

create function tally_ended_job() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into job_tally (account_id, ended_on, service, kind, cloud_kind, state, step, jobs)
  values (new.account_id, billing_day(new.ended_at), new.service, new.kind, coalesce(new.cloud_kind, ''), new.state, job_step(new), 1);
  return null;
end $$;
create trigger cloud_job_counted after insert on cloud_job for each row
  when (new.state in ('succeeded', 'failed') and new.ended_at is not null)
  execute function tally_ended_job();
-- What has ended stays as it ended, so a job is counted once.
create trigger cloud_job_end_counted after update on cloud_job for each row
  when (new.state in ('succeeded', 'failed') and new.ended_at is not null
    and (old.state not in ('succeeded', 'failed') or old.ended_at is null))
  execute function tally_ended_job();

-- Gathers what the triggers appended. One at a time; a second one has nothing to do.
create function settle_tallies() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('settle_tallies')) then
    return;
  end if;
  with loose as (delete from order_tally where not settled returning *)
  insert into order_tally (account_id, paid_on, service_type_code, service_type_name, currency, status, orders, spent_orders, spent_minor, settled)
  select account_id, paid_on, service_type_code, max(service_type_name), currency, status, sum(orders), sum(spent_orders), sum(spent_minor), true
  from loose group by account_id, paid_on, service_type_code, currency, status
  on conflict (account_id, paid_on, service_type_code, currency, status) where settled do update
    set orders = order_tally.orders + excluded.orders, spent_orders = order_tally.spent_orders + excluded.spent_orders,
      spent_minor = order_tally.spent_minor + excluded.spent_minor,
      service_type_name = coalesce(nullif(excluded.service_type_name, ''), order_tally.service_type_name);
  with loose as (delete from job_tally where not settled returning *)
  insert into job_tally (account_id, ended_on, service, kind, cloud_kind, state, step, jobs, settled)
  select account_id, ended_on, service, kind, cloud_kind, state, step, sum(jobs), true
  from loose group by account_id, ended_on, service, kind, cloud_kind, state, step
  on conflict (account_id, ended_on, service, kind, cloud_kind, state, step) where settled do update
    set jobs = job_tally.jobs + excluded.jobs;
end $$;

-- Counts everything anew, for whoever wrote orders or jobs past the triggers. Holds writers off while it counts.
create function recount_tallies() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table cloud_order, cloud_job in share row exclusive mode;
  delete from order_tally;
  delete from job_tally;
  insert into order_tally (account_id, paid_on, service_type_code, service_type_name, currency, status, orders, spent_orders, spent_minor, settled)
  select o.account_id, billing_day(o.paid_at), o.service_type_code, max(o.service_type_name), o.currency, o.status, count(*),
    count(*) filter (where was_spent(o)), coalesce(sum(o.amount_minor) filter (where was_spent(o)), 0), true
  from cloud_order o group by o.account_id, billing_day(o.paid_at), o.service_type_code, o.currency, o.status;
  insert into job_tally (account_id, ended_on, service, kind, cloud_kind, state, step, jobs, settled)
  select j.account_id, billing_day(j.ended_at), j.service, j.kind, coalesce(j.cloud_kind, ''), j.state, job_step(j), count(*), true
  from cloud_job j where j.state in ('succeeded', 'failed') and j.ended_at is not null
  group by j.account_id, billing_day(j.ended_at), j.service, j.kind, coalesce(j.cloud_kind, ''), j.state, job_step(j);
end $$;
select recount_tallies();

-- What runs out soon.
create index cloud_order_resource_expiry on cloud_order_resource (account_id, expires_at) where is_main and expires_at is not null;
