-- A person who closes a request says what became of its call: it keeps equal ones waiting no longer. The web closes, and may
-- write no attempt, so the move itself settles it.
alter table attempt drop constraint attempt_state_check;
alter table attempt add constraint attempt_state_check
  check (state in ('sending', 'unknown', 'accepted', 'refused', 'not_sent', 'throttled', 'absent', 'ambiguous', 'closed'));

create function request_closed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update attempt set state = 'closed' where request_id = new.id and state in ('unknown', 'ambiguous');
  return null;
end $$;
create trigger request_closed after update on request
  for each row when (new.state = 'failed' and old.state <> 'failed') execute function request_closed();
