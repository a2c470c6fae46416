-- Lists at a million orders. A page is read from one index: each sort has a key that is never null, so that one range of
-- an index gives any page of it, however deep.
--
-- Orders that are alike in everything that a list is narrowed to by choosing from a few values are of one class. A filter
-- chooses classes, of which there are some thousands, and each class is a range of an index: so rows are found and counted
-- at the cost of those that fit, and none that do not fit is read on the way.
create function order_class_of(account_id uuid, status integer, order_type integer, service text, region text, is_ours boolean)
  returns bigint language sql immutable parallel safe
  return hashtextextended(account_id::text || '|' || status || '|' || order_type || '|' || service || '|' || region || '|' || is_ours::text, 0);

alter table cloud_order
  add column ordered_key timestamptz not null generated always as (coalesce(ordered_at, 'infinity')) stored,
  add column paid_key timestamptz not null generated always as (coalesce(paid_at, '-infinity')) stored,
  add column pay_until_key timestamptz not null generated always as (coalesce(pay_until, 'infinity')) stored,
  add column amount_key bigint not null generated always as (coalesce(amount_minor, -9223372036854775808)) stored,
  -- Who asked for it: a person here, or the cloud's user.
  add column person_key text not null generated always as (coalesce(asked_by::text, 'cloud:' || user_name)) stored,
  add column class_key bigint not null generated always as
    (order_class_of(account_id, status, order_type, service_type_code, region, request_id is not null)) stored;

-- The classes that there ever were. Rows are only added, and without a unique index: nobody waits for another's row here, and
-- one that two write at once does no harm.
create table order_class (
  class_key bigint not null,
  account_id uuid not null references cloud_account (id) on delete cascade,
  status integer not null,
  order_type integer not null,
  service_type_code text not null,
  service_type_name text not null,
  region text not null,
  is_ours boolean not null
);
create index order_class_key on order_class (class_key);

insert into order_class
  select distinct on (class_key) class_key, account_id, status, order_type, service_type_code, service_type_name, region, request_id is not null
  from cloud_order;

create function note_order_class() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into order_class
    select distinct on (n.class_key) n.class_key, n.account_id, n.status, n.order_type, n.service_type_code, n.service_type_name,
      n.region, n.request_id is not null
    from changed n where not exists (select from order_class known where known.class_key = n.class_key);
  return null;
end $$;
create trigger cloud_order_class_noted after insert on cloud_order referencing new table as changed
  for each statement execute function note_order_class();
create trigger cloud_order_change_class_noted after update on cloud_order referencing new table as changed
  for each statement execute function note_order_class();

drop index cloud_order_list;
create index cloud_order_list on cloud_order (account_id, ordered_key, order_id) include (class_key, amount_key, paid_key, person_key);
create index cloud_order_amounts on cloud_order (account_id, amount_key, order_id) include (class_key, ordered_key, paid_key, person_key);
create index cloud_order_paid on cloud_order (account_id, paid_key, order_id) include (class_key, ordered_key, amount_key, person_key);
create index cloud_order_deadlines on cloud_order (account_id, pay_until_key, order_id) include (class_key, ordered_key, amount_key, person_key);
create index cloud_order_class_list on cloud_order (class_key, ordered_key, order_id) include (amount_key);
create index cloud_order_class_amounts on cloud_order (class_key, amount_key, order_id) include (ordered_key);
create index cloud_order_class_paid on cloud_order (class_key, paid_key, order_id);
create index cloud_order_class_deadlines on cloud_order (class_key, pay_until_key, order_id);
create index cloud_order_people on cloud_order (account_id, person_key, ordered_key, order_id) include (class_key, amount_key, paid_key);
create index cloud_order_attention on cloud_order (account_id, attention) where attention is not null;

-- How jobs are sorted by duration, in milliseconds: what runs comes first and the longest of it foremost, in an order that
-- stays while it runs; then what ended, by how long it took.
alter table cloud_job add column duration_key bigint not null generated always as (
  case when state in ('running', 'waiting_payment')
    then 9000000000000000 - (extract(epoch from started_at - timestamptz '2000-01-01 00:00:00+00') * 1000)::bigint
    else coalesce(greatest(0, (extract(epoch from ended_at - started_at) * 1000)::bigint), -1)
  end
) stored;

create function job_class_of(account_id uuid, service text, state text, kind text, cloud_kind text, error_code text)
  returns bigint language sql immutable parallel safe
  return hashtextextended(account_id::text || '|' || service || '|' || state || '|' || kind || '|' || coalesce(cloud_kind, '') || '|' || coalesce(error_code, ''), 0);
alter table cloud_job add column class_key bigint not null generated always as
  (job_class_of(account_id, service, state, kind, cloud_kind, error_code)) stored;

create table job_class (
  class_key bigint not null,
  account_id uuid not null references cloud_account (id) on delete cascade,
  service text not null,
  state text not null,
  kind text not null,
  cloud_kind text,
  error_code text
);
create index job_class_key on job_class (class_key);
insert into job_class select distinct on (class_key) class_key, account_id, service, state, kind, cloud_kind, error_code from cloud_job;

create function note_job_class() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into job_class
    select distinct on (n.class_key) n.class_key, n.account_id, n.service, n.state, n.kind, n.cloud_kind, n.error_code
    from changed n where not exists (select from job_class known where known.class_key = n.class_key);
  return null;
end $$;
create trigger cloud_job_class_noted after insert on cloud_job referencing new table as changed
  for each statement execute function note_job_class();
create trigger cloud_job_change_class_noted after update on cloud_job referencing new table as changed
  for each statement execute function note_job_class();

drop index cloud_job_list;
create index cloud_job_list on cloud_job (account_id, started_at, job_id) include (class_key, service);
create index cloud_job_durations on cloud_job (account_id, duration_key, job_id) include (class_key, service, started_at);
create index cloud_job_class_list on cloud_job (class_key, started_at, job_id) include (service);
create index cloud_job_class_durations on cloud_job (class_key, duration_key, job_id) include (service, started_at);
create index cloud_job_parts on cloud_job using gin (children jsonb_path_ops) where children <> '[]';

-- Search by any id or name, also by a part of it. Trigrams answer the beginning of a text and what stands within it alike.
create extension if not exists pg_trgm;
create index cloud_order_search on cloud_order using gin (order_id gin_trgm_ops);
create index cloud_order_resource_search on cloud_order_resource using gin (resource_id gin_trgm_ops);
create index cloud_job_search on cloud_job using gin (job_id gin_trgm_ops);
create index cloud_job_resource_search on cloud_job using gin (resource_id gin_trgm_ops);
create index phone_server_search on phone_server using gin (search gin_trgm_ops);
create index desktop_search on desktop using gin (search gin_trgm_ops);
create index ecs_server_search on ecs_server using gin (search gin_trgm_ops);
create index request_search on request using gin (title gin_trgm_ops);
create index attempt_search on attempt using gin (cloud_request_id gin_trgm_ops) where cloud_request_id is not null;
alter table phone_server add column phone_search text not null generated always as
  (lower(jsonb_path_query_array(phones, '$[*].id')::text || jsonb_path_query_array(phones, '$[*].name')::text)) stored;
create index phone_server_phones_search on phone_server using gin (phone_search gin_trgm_ops);

-- Order ids begin alike, so what begins with a text is read from a tree.
create index cloud_order_prefix on cloud_order (account_id, order_id text_pattern_ops);

-- What has `pattern` (of ILIKE) in its ids or names, at most `most` of a kind, within `accounts`. Trigrams alone are used,
-- whatever the planner thinks of how often a text occurs. The pattern must hold three letters or digits in a row.
create function search_index(pattern text, accounts uuid[], most integer)
  returns table (kind text, account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  (select 'job', account_id, service || ' ' || job_id from cloud_job where job_id ilike pattern and account_id = any (accounts) limit most)
  union all (select 'phone_server', account_id, server_id from phone_server where search ilike pattern and account_id = any (accounts) limit most)
  union all (select 'phone', account_id, server_id from phone_server where phone_search ilike pattern and account_id = any (accounts) limit most)
  union all (select 'desktop', account_id, desktop_id from desktop where search ilike pattern and account_id = any (accounts) limit most)
  union all (select 'server', account_id, server_id from ecs_server where search ilike pattern and account_id = any (accounts) limit most)
  union all (select 'resource', account_id, resource_id from cloud_order_resource where resource_id ilike pattern and account_id = any (accounts) limit most)
  union all (select 'request', account_id, id::text from request where title ilike pattern and account_id = any (accounts) limit most)
  union all (select 'request', r.account_id, a.request_id::text from attempt a join request r on r.id = a.request_id
    where a.cloud_request_id ilike pattern and r.account_id = any (accounts) limit most)
$$;

create function search_orders(pattern text, accounts uuid[], most integer)
  returns table (kind text, account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  select 'order', account_id, order_id from cloud_order where order_id ilike pattern and account_id = any (accounts) limit most
$$;

create function search_jobs(pattern text, accounts uuid[], most integer)
  returns table (account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  (select account_id, service || ' ' || job_id from cloud_job where job_id ilike pattern and account_id = any (accounts) limit most)
  union (select account_id, service || ' ' || job_id from cloud_job where resource_id ilike pattern and account_id = any (accounts) limit most)
$$;
