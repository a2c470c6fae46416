-- Ten thousand phone servers are found as the other resources are: everything a list is narrowed by stands in its index.
alter table phone_server add column search text collate "C" not null generated always as (
  left(lower(name || chr(10) || server_id || chr(10)
    || translate(jsonb_path_query_array(raw, '$.addresses[*].* ? (@ != null)')::text, '[]", ', chr(10))), 600)
) stored;

-- Lists are sorted by name without regard to case.
alter table phone_server add column sort_name text collate "C" not null generated always as (lower(name)) stored;
alter table desktop add column sort_name text collate "C" not null generated always as (lower(name)) stored;
alter table ecs_server add column sort_name text collate "C" not null generated always as (lower(name)) stored;

drop index phone_server_list;
create index phone_server_list on phone_server (account_id, created_in_cloud_at desc, server_id desc)
  include (status, server_model, search) where gone_at is null;
create index phone_server_gone on phone_server (account_id, created_in_cloud_at desc, server_id desc)
  include (server_model, search) where gone_at is not null;
create index phone_server_names on phone_server (account_id, sort_name, server_id)
  include (status, server_model, search) where gone_at is null;
create index desktop_names on desktop (account_id, sort_name, desktop_id)
  include (status, task, billing_mode, search) where gone_at is null;
create index ecs_server_names on ecs_server (account_id, sort_name, server_id)
  include (status, task, billing_mode, search) where gone_at is null;
alter table phone_server set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- A request that changes something acts on it from the moment it is written, long before the cloud answers.
alter table request_version add column target_id text generated always as (document #>> '{input,target,id}') stored;
create index request_version_target on request_version (target_id) where target_id is not null;
create index order_link_request on order_link (request_id);
