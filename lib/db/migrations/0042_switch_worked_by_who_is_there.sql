-- The switch of purchases is worked, like an approval is given, by those only who are signed in, and resumed by an owner who has
-- just proved who it is. Who resumed is said in the row; a web process of the version before cannot say it, and resumes nothing
-- until it is replaced.
alter table purchase_switch add column resumed_by uuid references person (id);

create or replace function purchase_stop_guard() returns trigger language plpgsql as $$
begin
  if current_user = 'countersign_worker' and old.stopped_at is not null and new.stopped_at is null then
    perform refuse('only a person resumes purchases');
  end if;
  if new.stopped_at is not null then
    -- Whoever resumed before does not stand for the next time.
    new.resumed_by := null;
  end if;
  if current_user <> 'countersign_web' then
    return new;
  end if;
  if new.stopped_at is null then
    if old.stopped_at is not null and not (is_there(new.resumed_by, true) and exists (
      select 1 from membership m where m.person_id = new.resumed_by and m.role = 'owner'
    )) then
      perform refuse('an owner who is signed in resumes purchases');
    end if;
    return new;
  end if;
  if (new.thaw_at, new.frozen_at) is distinct from (old.thaw_at, old.frozen_at) then
    perform refuse('only the worker freezes purchases');
  end if;
  if coalesce(btrim(new.stopped_reason), '') = '' or not exists (
    select 1 from membership m join person p on p.id = m.person_id
    where m.person_id = new.stopped_by and m.role in ('owner', 'reviewer') and p.disabled_at is null
  ) then
    perform refuse('an owner or a reviewer stops purchases, and says why');
  end if;
  if not is_there(new.stopped_by, false) then
    perform refuse('nobody stops purchases who is not signed in');
  end if;
  return new;
end $$;
