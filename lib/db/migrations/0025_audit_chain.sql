-- Every audit row has a link in one chain (docs/decisions/021): its place, counted without gaps, and a hash over the hash before
-- it, the place and all that the row says. lib/audit/chain.ts computes the same by itself.
create table audit_link (
  place bigint primary key check (place > 0),
  seq bigint not null unique,
  hash text not null
);
create trigger audit_link_kept before update or delete on audit_link for each row execute function never();
create trigger audit_link_whole before truncate on audit_link for each statement execute function never();

-- A field is told from its neighbours by its length in bytes; what is not there has none.
create function audit_field(value text) returns text language sql immutable parallel safe as $$
  select coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-')
$$;

create function audit_hash(previous text, place bigint, said audit) returns text language sql stable parallel safe as $$
  select encode(sha256(convert_to(
    audit_field(previous) || audit_field(place::text) || audit_field(said.seq::text)
    || audit_field(to_char(said.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit_field(said.actor_kind) || audit_field(said.actor_id) || audit_field(said.event)
    || audit_field(said.request_id::text) || audit_field(said.account_id::text)
    || audit_field(said.was) || audit_field(said.became) || audit_field(said.detail::text),
    'UTF8')), 'hex')
$$;

-- Rows are linked when their transaction commits: nobody else waits for a transaction that goes on, what is rolled back leaves no
-- gap, and as nothing is locked after it the lock is part of no deadlock. It belongs to the owner: neither web nor worker writes here.
create function link_audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_link%rowtype;
begin
  perform pg_advisory_xact_lock(4025);
  select * into head from audit_link order by place desc limit 1;
  insert into audit_link (place, seq, hash)
    values (coalesce(head.place, 0) + 1, new.seq, audit_hash(head.hash, coalesce(head.place, 0) + 1, new));
  return null;
end $$;

-- What is there already, in the order in which it was written.
do $$
declare
  said audit%rowtype;
  place bigint := 0;
  hash text;
begin
  for said in select * from audit order by seq loop
    place := place + 1;
    hash := audit_hash(hash, place, said);
    insert into audit_link values (place, said.seq, hash);
  end loop;
end $$;

create constraint trigger audit_linked after insert on audit deferrable initially deferred
  for each row execute function link_audit();

-- Web and worker do not choose when something was.
create function audit_now() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  return new;
end $$;
create trigger audit_now before insert on audit for each row
  when (current_user in ('countersign_web', 'countersign_worker')) execute function audit_now();

-- How far a worker has last recomputed the chain from its beginning, and what it found.
create table audit_check (
  only_row boolean primary key default true check (only_row),
  begun_at timestamptz,
  ended_at timestamptz,
  place bigint not null default 0,
  hash text,
  fault text check (fault in ('changed', 'removed', 'gap', 'unlinked', 'shortened', 'replaced')),
  fault_place bigint
);
insert into audit_check default values;

-- The list of the audit, newest first, whatever it is narrowed to.
drop index audit_at;
create index audit_list on audit (at desc, seq desc);
create index audit_of_account on audit (account_id, at desc, seq desc);
create index audit_of_actor on audit (actor_id, at desc, seq desc);
create index audit_of_event on audit (event, at desc, seq desc);
create index audit_of_object on audit (split_part(event, '.', 1), at desc, seq desc);
create index audit_of_order on audit ((detail ->> 'orderId')) where detail ? 'orderId';

alter table saved_view drop constraint saved_view_list_check;
alter table saved_view add constraint saved_view_list_check
  check (list in ('orders', 'jobs', 'requests', 'phone-servers', 'desktops', 'servers', 'audit'));
