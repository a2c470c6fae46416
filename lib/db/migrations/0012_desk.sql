-- What people need to settle a call whose answer was lost (purchase-protocol §2.6), and how they settle it. The worker writes
-- what it found; people decide, and the database sees that only what was found, by whom it may, is decided on.

-- The attempt's own horizon: what was signed before may still arrive until then.
alter table attempt add column absent_from timestamptz;
create function attempt_horizon_kept() returns trigger language plpgsql as $$
begin
  perform refuse('the horizon of an attempt cannot change');
  return null;
end $$;
create trigger attempt_horizon_kept before update on attempt
  for each row when (old.absent_from is distinct from new.absent_from) execute function attempt_horizon_kept();

create table look_up (
  id bigint generated always as identity primary key,
  attempt_id uuid not null references attempt (id),
  at timestamptz not null default clock_timestamp(),
  outcome text not null check (outcome in ('none', 'found', 'started', 'several', 'unclear', 'failed')),
  orders_seen integer,
  failure text
);
create index look_up_attempt on look_up (attempt_id, id);

create table order_candidate (
  request_id uuid not null references request (id),
  order_id text not null,
  attempt_id uuid not null references attempt (id),
  status integer,
  order_type integer,
  service_type_code text,
  amount_minor bigint,
  currency text,
  quantity integer,
  user_name text,
  ordered_at timestamptz,
  pay_until timestamptz,
  fit text not null check (fit in ('yes', 'perhaps', 'no')),
  checks jsonb not null default '[]',             -- what was compared, and how it came out
  read_at timestamptz,                            -- when the order itself was last read; null: only a list told of it
  first_seen_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (request_id, order_id)
);

create table order_question (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references request (id),
  order_id text not null check (order_id ~ '^[0-9A-Za-z]{6,64}$'),
  person_id uuid not null references person (id),
  asked_at timestamptz not null default clock_timestamp()
);
create index order_question_request on order_question (request_id, asked_at);

create table candidate_decision (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  order_id text not null,
  decision text not null check (decision in ('adopt', 'disown')),
  person_id uuid not null references person (id),
  reason text not null check (length(btrim(reason)) between 1 and 4000),
  decided_at timestamptz not null default clock_timestamp(),
  foreign key (request_id, order_id) references order_candidate (request_id, order_id)
);
create unique index candidate_adopted_once on candidate_decision (request_id) where decision = 'adopt';

create trigger look_up_kept before update or delete on look_up for each row execute function never();
create trigger order_question_kept before update or delete on order_question for each row execute function never();
create trigger candidate_decision_kept before update or delete on candidate_decision for each row execute function never();

-- Four eyes here, too: a reviewer who neither asked nor edited decides, and adopts only what the worker has read and compared.
create function candidate_decision_guard() returns trigger language plpgsql as $$
declare asked request%rowtype; seen order_candidate%rowtype;
begin
  select * into asked from request where id = new.request_id for update;
  if asked.state <> 'needs_person' then
    perform refuse('this request does not wait for a person');
  end if;
  if new.person_id = asked.created_by
     or exists (select 1 from request_version v where v.request_id = new.request_id and v.created_by = new.person_id) then
    perform refuse('nobody settles what they requested or edited');
  end if;
  if not exists (
    select 1 from membership m join person p on p.id = m.person_id
    where m.person_id = new.person_id and m.account_id = asked.account_id and m.role = 'reviewer' and p.disabled_at is null
  ) then
    perform refuse('only a reviewer of this account settles it');
  end if;
  select * into seen from order_candidate c where c.request_id = new.request_id and c.order_id = new.order_id;
  if new.decision = 'adopt' and (seen.read_at is null or seen.fit = 'no') then
    perform refuse('only an order that the worker has read, and that may fit, is adopted');
  end if;
  return new;
end $$;
create trigger candidate_decision_guard before insert on candidate_decision
  for each row execute function candidate_decision_guard();

-- The web decides and may link no order, so the decision itself links it, to the attempt that it is the order of.
create function candidate_adopted() returns trigger language plpgsql security definer set search_path = public as $$
declare seen order_candidate%rowtype;
begin
  select * into seen from order_candidate c where c.request_id = new.request_id and c.order_id = new.order_id;
  begin
    insert into order_link (order_id, request_id, attempt_id) values (new.order_id, new.request_id, seen.attempt_id);
  exception when unique_violation then
    perform refuse('this order belongs to another request');
  end;
  update attempt set state = 'accepted', answered_at = new.decided_at
    where id = seen.attempt_id and state in ('unknown', 'ambiguous', 'absent');
  return null;
end $$;
create trigger candidate_adopted after insert on candidate_decision
  for each row when (new.decision = 'adopt') execute function candidate_adopted();

-- Fires after request_guard, which asks whose move it is.
create function request_settled_guard() returns trigger language plpgsql as $$
declare last attempt%rowtype;
begin
  if new.state = 'ordered' then
    if not exists (
      select 1 from order_link l
      join candidate_decision d on d.request_id = l.request_id and d.order_id = l.order_id and d.decision = 'adopt'
      where l.request_id = new.id
    ) then
      perform refuse('only an order that a reviewer adopted is gone on with');
    end if;
    return new;
  end if;
  select * into last from attempt a where a.request_id = new.id order by a.seq desc limit 1;
  if coalesce(last.absent_from, last.signed_at + interval '30 minutes') > clock_timestamp() then
    perform refuse('the lost call may still arrive');
  end if;
  if exists (
    select 1 from order_candidate c where c.request_id = new.id
      and (c.checks @> '[{"what": "named", "holds": true}]' or c.checks @> '[{"what": "answered", "holds": true}]')
  ) then
    perform refuse('the cloud itself says that it took this call');
  end if;
  if not exists (select 1 from candidate_decision d where d.request_id = new.id and d.decision = 'disown')
     or exists (
       select 1 from order_candidate c where c.request_id = new.id and c.fit <> 'no' and not exists (
         select 1 from candidate_decision d
         where d.request_id = c.request_id and d.order_id = c.order_id and d.decision = 'disown')
     ) then
    perform refuse('each order that could be this one is looked at first');
  end if;
  return new;
end $$;
create trigger request_settled_guard before update on request
  for each row when (old.state = 'needs_person' and new.state in ('ordered', 'absent')) execute function request_settled_guard();

create function request_disowned() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update attempt set state = 'absent' where request_id = new.id and state in ('unknown', 'ambiguous');
  return null;
end $$;
create trigger request_disowned after update on request
  for each row when (old.state = 'needs_person' and new.state = 'absent') execute function request_disowned();

-- Who stopped purchases, and since when orders must be looked through before they go on.
alter table purchase_switch add column stopped_by uuid references person (id);
alter table purchase_switch add column frozen_at timestamptz;

create function purchase_stop_guard() returns trigger language plpgsql as $$
begin
  if current_user = 'countersign_worker' and old.stopped_at is not null and new.stopped_at is null then
    perform refuse('only a person resumes purchases');
  end if;
  if current_user = 'countersign_web' and new.stopped_at is not null then
    if (new.thaw_at, new.frozen_at) is distinct from (old.thaw_at, old.frozen_at) then
      perform refuse('only the worker freezes purchases');
    end if;
    if coalesce(btrim(new.stopped_reason), '') = '' or not exists (
      select 1 from membership m join person p on p.id = m.person_id
      where m.person_id = new.stopped_by and m.role in ('owner', 'reviewer') and p.disabled_at is null
    ) then
      perform refuse('an owner or a reviewer stops purchases, and says why');
    end if;
  end if;
  return new;
end $$;
create trigger purchase_stop_guard before update on purchase_switch for each row execute function purchase_stop_guard();

-- Every page says so at once.
create function announce_purchases() returns trigger language plpgsql as $$
begin
  perform pg_notify('countersign', json_build_object('topic', 'purchases', 'id', 'all')::text);
  return null;
end $$;
create trigger purchases_announced after update on purchase_switch
  for each row when (old is distinct from new) execute function announce_purchases();
