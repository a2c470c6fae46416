-- A request may pay an order that is there already: one made in the vendor's own console, or one of ours whose payment is held.
-- It takes the order on; who made it (order_link) stays as it is.
create table order_taken (
  request_id uuid primary key references request (id),
  order_id text not null,
  taken_at timestamptz not null default clock_timestamp()
);
create index order_taken_order on order_taken (order_id);
create trigger order_taken_kept before update or delete on order_taken for each row execute function never();

-- The guard below sees that it is the request's own order, or one that it took on: neither row ever changes.
alter table payment drop constraint payment_order_id_fkey;

-- However many requests are about an order, one payment of it is on its way or accepted.
create unique index payment_of_order on payment (order_id) where state in ('sending', 'unknown', 'accepted');

-- Whether another request than this one takes care of the order now. Whoever asks waits for others who do.
create function order_is_taken(order_id text, by_other_than uuid) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('order ' || order_id, 0));
  return exists (
    select 1 from order_taken t join request r on r.id = t.request_id
    where t.order_id = order_is_taken.order_id and t.request_id <> by_other_than
      and exists (select 1 from request_transition m where m.was = r.state)
  );
end $$;

-- What an attempt must have for its call, a payment must have for the order that it is about: valid approval of that very order.
create function order_taken_guard() returns trigger language plpgsql as $$
declare asked request%rowtype;
begin
  select * into asked from request where id = new.request_id for update;
  if asked.state <> 'ordered' then
    perform refuse('an order is taken on by a request that goes on with it');
  end if;
  if asked.expires_at <= clock_timestamp() then
    perform refuse('the approval expired');
  end if;
  if not exists (
    select 1 from request_version v
    where v.request_id = asked.id and v.version = asked.version and v.approval_hash = asked.approval_hash and v.target_id = new.order_id
  ) then
    perform refuse('only the approved order is taken on');
  end if;
  if not exists (
    select 1 from approval a
    join person p on p.id = a.person_id and p.disabled_at is null
    join membership m on m.person_id = a.person_id and m.account_id = asked.account_id and m.role = 'reviewer'
    where a.request_id = asked.id and a.version = asked.version and a.approval_hash = asked.approval_hash and a.decision = 'approve'
  ) then
    perform refuse('nothing is paid without a valid approval');
  end if;
  if (select stopped_at from purchase_switch) is not null then
    perform refuse('purchases are stopped');
  end if;
  if not database_is_known() then
    perform refuse('this database is not the one that purchases were made in');
  end if;
  if exists (select 1 from attempt a where a.request_id = asked.id) then
    perform refuse('a request that buys pays the order it made');
  end if;
  if order_is_taken(new.order_id, new.request_id) then
    perform refuse('another request takes care of this order');
  end if;
  if exists (
    select 1 from order_link l join request r on r.id = l.request_id
    where l.order_id = new.order_id and r.state in ('ordered', 'paying', 'payment_not_known', 'cancelling')
  ) then
    perform refuse('the request that made this order takes care of it');
  end if;
  return new;
end $$;
create trigger order_taken_guard before insert on order_taken for each row execute function order_taken_guard();

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
  if not exists (select 1 from order_link l where l.request_id = new.request_id and l.order_id = new.order_id)
     and not exists (select 1 from order_taken t where t.request_id = new.request_id and t.order_id = new.order_id) then
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
    if order_is_taken(new.order_id, new.request_id) then
      perform refuse('another request takes care of this order');
    end if;
  end if;
  return new;
end $$;

-- What is given up: an order that somebody else made stays as it is, and is cancelled by a request of its own, which another
-- person approves. An order that the request made is its to cancel, and it is not given up while that order can be paid.
create function payment_given_up_guard() returns trigger language plpgsql as $$
begin
  if new.state = 'failed' and exists (select 1 from order_link l where l.request_id = new.id) then
    perform refuse('a request is not given up while its order can be paid');
  end if;
  if new.state = 'cancelling' and exists (select 1 from order_taken t where t.request_id = new.id) then
    perform refuse('an order that the request did not make is not cancelled with it');
  end if;
  return new;
end $$;
create trigger payment_given_up_guard before update on request
  for each row when (old.state in ('ordered', 'payment_held') and new.state in ('failed', 'cancelling'))
  execute function payment_given_up_guard();
