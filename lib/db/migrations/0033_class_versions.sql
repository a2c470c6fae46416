-- Web processes keep the settled classes in memory (decision 032). The version says whether what they keep is what stands here,
-- and `settled_in` what changed since the version before.
create table class_version (
  of text primary key check (of in ('order_class', 'job_class')),
  version bigint not null
);
insert into class_version values ('order_class', 2), ('job_class', 2);
alter table order_class add column settled_in bigint not null default 0;
alter table job_class add column settled_in bigint not null default 0;
create index order_class_loose on order_class (account_id) where not settled;
create index job_class_loose on job_class (account_id) where not settled;

-- As before (0027_class_counts.sql), but a class that nothing is left of stays for one version, so that whoever follows hears of it.
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
    insert into order_class as kept (class_key, account_id, status, order_type, service_type_code, service_type_name, region, is_ours, members,
      ordered_low, ordered_high, amount_low, amount_high, paid_low, paid_high, pay_until_low, pay_until_high,
      lag_low, lag_high, settled, settled_in)
    select class_key, account_id, status, order_type, service_type_code, max(service_type_name), region, is_ours, sum(members),
      min(ordered_low), max(ordered_high), min(amount_low), max(amount_high), min(paid_low), max(paid_high),
      min(pay_until_low), max(pay_until_high), min(lag_low), max(lag_high), true, orders_in
    from loose group by class_key, account_id, status, order_type, service_type_code, region, is_ours
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

-- What is counted anew is another table altogether: two versions on, nobody follows, and all of it is read again.
alter function recount_classes() rename to count_classes_anew;
create function recount_classes() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform count_classes_anew();
  update class_version set version = version + 2;
end $$;
