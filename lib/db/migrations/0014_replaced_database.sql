-- A standby is on its new timeline from the moment of its promotion, but the control file names it only after the next
-- checkpoint, which may take minutes. The name of the log file that is being written tells at once.
create function database_timeline() returns integer language sql stable as $$
  select ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
$$;

create or replace function database_is_known() returns boolean language sql stable as $$
  select not exists (
    select from database_identity i
    where (i.system_identifier, i.timeline, i.database_oid) is distinct from (
      (select system_identifier::text from pg_control_system()),
      database_timeline(),
      (select oid::bigint from pg_database where datname = current_database())
    )
  )
$$;

-- When this database was last found to be another than before: what was asked for until then may have been sent and forgotten.
alter table database_identity add column replaced_at timestamptz;
update database_identity set replaced_at =
  (select max(at) from audit where event = 'purchases.freeze');
