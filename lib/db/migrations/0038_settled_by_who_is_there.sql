-- A decision about an order that was found goes on with money, or lets the purchase be asked for once more: it is taken, like an
-- approval, of those only who are signed in and have just proved who they are.
create or replace function decision_guard() returns trigger language plpgsql as $$
begin
  if current_user = 'countersign_web' and not is_there(new.person_id, new.decision <> 'reject') then
    perform refuse('nobody decides who is not signed in');
  end if;
  return new;
end $$;
create trigger decision_guard before insert on candidate_decision for each row execute function decision_guard();
