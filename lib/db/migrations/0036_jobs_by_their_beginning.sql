-- Jobs are counted by the day on which they began and no longer by that on which they ended: lists of jobs are narrowed by
-- when they began, so that a picture and the list behind it count the same jobs.

alter table job_tally rename column ended_on to started_on;
-- Web processes of the version before read it until they are replaced.
alter table job_tally add column ended_on date generated always as (started_on) stored;

create or replace function tally_ended_job() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into job_tally (account_id, started_on, service, kind, cloud_kind, state, step, jobs)
  values (new.account_id, billing_day(new.started_at), new.service, new.kind, coalesce(new.cloud_kind, ''), new.state, job_step(new), 1);
  return null;
end $$;

create or replace function settle_tallies() returns void language plpgsql security definer set search_path = public, pg_temp as $$
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
  insert into job_tally (account_id, started_on, service, kind, cloud_kind, state, step, jobs, settled)
  select account_id, started_on, service, kind, cloud_kind, state, step, sum(jobs), true
  from loose group by account_id, started_on, service, kind, cloud_kind, state, step
  on conflict (account_id, started_on, service, kind, cloud_kind, state, step) where settled do update
    set jobs = job_tally.jobs + excluded.jobs;
end $$;

create or replace function recount_tallies() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table cloud_order, cloud_job in share row exclusive mode;
  delete from order_tally;
  delete from job_tally;
  insert into order_tally (account_id, paid_on, service_type_code, service_type_name, currency, status, orders, spent_orders, spent_minor, settled)
  select o.account_id, billing_day(o.paid_at), o.service_type_code, max(o.service_type_name), o.currency, o.status, count(*),
    count(*) filter (where was_spent(o)), coalesce(sum(o.amount_minor) filter (where was_spent(o)), 0), true
  from cloud_order o group by o.account_id, billing_day(o.paid_at), o.service_type_code, o.currency, o.status;
  insert into job_tally (account_id, started_on, service, kind, cloud_kind, state, step, jobs, settled)
  select j.account_id, billing_day(j.started_at), j.service, j.kind, coalesce(j.cloud_kind, ''), j.state, job_step(j), count(*), true
  from cloud_job j where j.state in ('succeeded', 'failed') and j.ended_at is not null
  group by j.account_id, billing_day(j.started_at), j.service, j.kind, coalesce(j.cloud_kind, ''), j.state, job_step(j);
end $$;

select recount_tallies();
