-- A database that was promoted or restored may have forgotten what was sent (purchase-protocol §2.7): nothing is sent from it
-- until the worker has noticed, time has passed, and a person resumes purchases.
create table database_identity (
  only_row boolean primary key default true check (only_row),
  system_identifier text not null,
  timeline integer not null,
  database_oid bigint not null,
  noted_at timestamptz not null default clock_timestamp()
);
-- Purchases that a freeze stopped are not resumed before then.
alter table purchase_switch add column thaw_at timestamptz;

create function database_is_known() returns boolean language sql stable as $$
  select not exists (
    select from database_identity i
    where (i.system_identifier, i.timeline, i.database_oid) is distinct from (
      (select system_identifier::text from pg_control_system()),
      (select timeline_id from pg_control_checkpoint()),
      (select oid::bigint from pg_database where datname = current_database())
    )
  )
$$;

create function purchase_switch_guard() returns trigger language plpgsql as $$
begin
  if old.stopped_at is not null and new.stopped_at is null and old.thaw_at > clock_timestamp() then
    perform refuse('purchases are frozen until the orders have been looked through');
  end if;
  return new;
end $$;
create trigger purchase_switch_guard before update on purchase_switch for each row execute function purchase_switch_guard();

create or replace function attempt_guard() returns trigger language plpgsql as $$
declare asked request%rowtype;
begin
  select * into asked from request where id = new.request_id for update;
  if asked.state <> 'sending' then
    perform refuse('an attempt belongs to a request that is being sent');
  end if;
  if new.version <> asked.version or new.approval_hash <> asked.approval_hash then
    perform refuse('an attempt sends exactly what was approved');
  end if;
  if asked.expires_at <= clock_timestamp() then
    perform refuse('the approval expired');
  end if;
  if not exists (
    select 1 from approval a
    join person p on p.id = a.person_id and p.disabled_at is null
    join membership m on m.person_id = a.person_id and m.account_id = asked.account_id and m.role = 'reviewer'
    where a.request_id = new.request_id and a.version = new.version and a.approval_hash = new.approval_hash and a.decision = 'approve'
  ) then
    perform refuse('nothing is sent without a valid approval');
  end if;
  if (select stopped_at from purchase_switch) is not null then
    perform refuse('purchases are stopped');
  end if;
  if not database_is_known() then
    perform refuse('this database is not the one that purchases were made in');
  end if;
  if exists (
    select 1 from attempt a where a.request_id = new.request_id and a.state not in ('not_sent', 'throttled', 'absent')
  ) then
    perform refuse('an earlier attempt of this request may have been taken');
  end if;
  if exists (
    select 1 from attempt a where a.request_id = new.request_id and a.state = 'absent' and a.version = new.version
  ) then
    perform refuse('after an absent attempt only newly approved content is sent');
  end if;
  return new;
end $$;

create or replace function payment_guard() returns trigger language plpgsql as $$
declare asked request%rowtype;
begin
  if tg_op = 'DELETE' then
    perform refuse('payments cannot be removed');
  end if;
  if tg_op = 'UPDATE' and (new.request_id, new.order_id, new.amount_minor, new.currency) is distinct from (old.request_id, old.order_id, old.amount_minor, old.currency) then
    perform refuse('a payment names its order once');
  end if;
  if tg_op = 'UPDATE' and old.state = 'accepted' and new.state <> 'accepted' then
    perform refuse('an accepted payment stays accepted');
  end if;
  select * into asked from request where id = new.request_id;
  if not exists (select 1 from order_link l where l.request_id = new.request_id and l.order_id = new.order_id) then
    perform refuse('only the order of the request is paid');
  end if;
  if asked.amount_minor is null or new.amount_minor > asked.amount_minor or new.currency is distinct from asked.currency then
    perform refuse('a payment never exceeds what was approved');
  end if;
  if new.state = 'sending' and (tg_op = 'INSERT' or old.state <> 'sending') then
    if (select stopped_at from purchase_switch) is not null then
      perform refuse('purchases are stopped');
    end if;
    if not database_is_known() then
      perform refuse('this database is not the one that purchases were made in');
    end if;
  end if;
  return new;
end $$;
