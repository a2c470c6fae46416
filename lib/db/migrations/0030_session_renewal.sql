-- A session that goes on under another id: streams under the old one are told to come back with the new one.
create or replace function announce_session_end() returns trigger language plpgsql as $$
begin
  if new.revoked_at is not null and old.revoked_at is null then
    perform pg_notify('countersign', json_build_object('topic', 'session', 'id', new.id_hash)::text);
  elsif new.id_hash <> old.id_hash then
    perform pg_notify('countersign', json_build_object('topic', 'session_renewal', 'id', old.id_hash)::text);
  end if;
  return null;
end $$;

-- Old attempts are removed at each sign-in, which must not take longer the more there were.
create index sign_in_attempt_at on sign_in_attempt (at);
