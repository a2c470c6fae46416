-- No move of a request without its audit row, in the same transaction and once: a row that can be seen although its transaction is
-- still going on is of this one.
create function move_recorded() returns trigger language plpgsql as $$
begin
  if not exists (
    select from audit a
    where a.request_id = new.id and a.was = old.state and a.became = new.state
      and pg_xact_status((pg_current_xact_id()::text::bigint - age(a.xmin))::text::xid8) = 'in progress'
  ) then
    perform refuse(format('nothing records that a request went from %s to %s', old.state, new.state));
  end if;
  return null;
end $$;
create constraint trigger move_recorded after update on request deferrable initially deferred for each row
  when (old.state <> new.state and current_user in ('countersign_web', 'countersign_worker')) execute function move_recorded();
