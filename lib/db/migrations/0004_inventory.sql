-- Desktops and ECS servers as the cloud last told them. There may be tens of thousands: a look at the cloud writes a page
-- of them with one statement and leaves unchanged rows alone, so when they were last seen stands in sync_state.

create table desktop (
  account_id uuid not null references cloud_account (id) on delete cascade,
  desktop_id text not null,
  name text not null,
  status text not null,                           -- ACTIVE, SHUTOFF, ERROR, HIBERNATED; '' while it is deleted
  task text not null default '',                  -- what runs on it, '' when nothing does
  user_name text not null default '',
  product_id text not null default '',
  vcpus integer,
  memory_mib integer,
  disk_count integer not null default 0,
  disk_gib integer not null default 0,
  billing_mode text not null check (billing_mode in ('prepaid', 'pay_per_use', 'spot', 'unknown')),
  pool_id text not null default '',
  availability_zone text not null default '',
  order_id text,
  created_in_cloud_at timestamptz,
  search text collate "C" not null,               -- name, id, user and addresses in small letters
  raw jsonb not null,
  gone_at timestamptz,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (account_id, desktop_id)
);
-- Everything that is filtered on is in the index: searching all rows reads it and not the wide table.
create index desktop_list on desktop (account_id, created_in_cloud_at desc, desktop_id desc)
  include (status, task, billing_mode, search) where gone_at is null;
create index desktop_gone on desktop (account_id, created_in_cloud_at desc, desktop_id desc)
  include (billing_mode, search) where gone_at is not null;

create table ecs_server (
  account_id uuid not null references cloud_account (id) on delete cascade,
  server_id text not null,
  name text not null,
  status text not null,                           -- ACTIVE, SHUTOFF, ERROR, RESIZE …
  task text not null default '',
  flavor_id text not null default '',
  vcpus integer,
  memory_mib integer,
  addresses text not null default '',              -- all of them, for the list
  billing_mode text not null check (billing_mode in ('prepaid', 'pay_per_use', 'spot', 'unknown')),
  availability_zone text not null default '',
  order_id text,
  created_in_cloud_at timestamptz,
  search text collate "C" not null,               -- name, id, flavor and addresses in small letters
  raw jsonb not null,
  gone_at timestamptz,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (account_id, server_id)
);
create index ecs_server_list on ecs_server (account_id, created_in_cloud_at desc, server_id desc)
  include (status, task, billing_mode, search) where gone_at is null;
create index ecs_server_gone on ecs_server (account_id, created_in_cloud_at desc, server_id desc)
  include (billing_mode, search) where gone_at is not null;

create index cloud_job_resource on cloud_job (account_id, resource_id, started_at desc);

-- A few changed rows are announced one by one, many of one account as a single '*'.
create function announce_desktops() returns trigger language plpgsql as $$
begin
  perform pg_notify('countersign', json_build_object('topic', 'desktop', 'account', told.account_id, 'id', told.id)::text)
  from (
    select distinct account_id, case when many then '*' else desktop_id end as id
    from (select account_id, desktop_id, count(*) over (partition by account_id) > 20 as many from changed) as counted
  ) as told;
  return null;
end $$;
create trigger desktop_announced after insert on desktop referencing new table as changed for each statement execute function announce_desktops();
create trigger desktop_change_announced after update on desktop referencing new table as changed for each statement execute function announce_desktops();

create function announce_ecs_servers() returns trigger language plpgsql as $$
begin
  perform pg_notify('countersign', json_build_object('topic', 'ecs_server', 'account', told.account_id, 'id', told.id)::text)
  from (
    select distinct account_id, case when many then '*' else server_id end as id
    from (select account_id, server_id, count(*) over (partition by account_id) > 20 as many from changed) as counted
  ) as told;
  return null;
end $$;
create trigger ecs_server_announced after insert on ecs_server referencing new table as changed for each statement execute function announce_ecs_servers();
create trigger ecs_server_change_announced after update on ecs_server referencing new table as changed for each statement execute function announce_ecs_servers();

-- Searching stays quick only while the index alone answers, so the tables are tidied after few changes.
alter table desktop set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table ecs_server set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
