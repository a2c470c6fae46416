-- What the web says of people is taken for those only who are there: signed in in full, and, where the console asks for that,
-- with a proof of who they are that is younger than ten minutes. One more is for what lies between.
create function is_there(who uuid, is_proven boolean) returns boolean language sql stable as $$
  select exists (
    select 1 from session s join person p on p.id = s.person_id
    where s.person_id = who and p.disabled_at is null and s.needs is null and s.revoked_at is null
      and s.expires_at > clock_timestamp()
      and (not is_proven or s.confirmed_at > clock_timestamp() - interval '11 minutes')
  )
$$;

create function decision_guard() returns trigger language plpgsql as $$
begin
  if current_user = 'countersign_web' and not is_there(new.person_id, new.decision = 'approve') then
    perform refuse('nobody decides who is not signed in');
  end if;
  return new;
end $$;
create trigger decision_guard before insert on approval for each row execute function decision_guard();

create or replace function person_change_guard() returns trigger language plpgsql as $$
begin
  if new.decision = 'confirm' and new.kind = 'group_role'
    and exists (select from group_member m where m.group_id = new.group_id and m.person_id = new.decided_by) then
    perform refuse('nobody confirms a role of a group that they are in');
  end if;
  if tg_op = 'INSERT' and new.decision is not null or tg_op = 'UPDATE' and old.decision is not null then
    perform refuse('a change is asked for first, and decided once');
  end if;
  if tg_op = 'UPDATE' and (new.person_id, new.group_id, new.kind, new.account_id, new.role, new.asked_by)
     is distinct from (old.person_id, old.group_id, old.kind, old.account_id, old.role, old.asked_by) then
    perform refuse('what was asked for cannot change');
  end if;
  if current_user = 'countersign_web' and not is_there(coalesce(new.decided_by, new.asked_by), true) then
    perform refuse('nobody decides who is not signed in');
  end if;
  return new;
end $$;
drop trigger person_change_guard on person_change;
create trigger person_change_guard before insert or update on person_change for each row execute function person_change_guard();

-- A role that spends, approves or gives these comes of a change that a second owner confirms in the same transaction. Whoever
-- adds an account is its first owner. A role that comes of a group rests on two rows, of which each has a guard of its own.
create function membership_guard() returns trigger language plpgsql as $$
begin
  if current_user <> 'countersign_web' or new.role = 'support' or new.group_id is not null then
    return new;
  end if;
  if new.role = 'owner' and not exists (select 1 from membership m where m.account_id = new.account_id)
     and exists (select 1 from cloud_account a where a.id = new.account_id and a.created_at >= transaction_timestamp()) then
    return new;
  end if;
  if not exists (
    select 1 from person_change c
    where c.kind = 'role' and c.person_id = new.person_id and c.account_id = new.account_id and c.role = new.role
      and c.decision = 'confirm' and c.decided_at >= transaction_timestamp()
  ) then
    perform refuse('a second owner has to confirm this role');
  end if;
  return new;
end $$;
create trigger membership_guard before insert or update on membership for each row execute function membership_guard();

create function group_member_guard() returns trigger language plpgsql as $$
begin
  if current_user <> 'countersign_web' then
    return new;
  end if;
  -- A role that is just being given to the group is waited for.
  perform from person_group where id = new.group_id for no key update;
  if exists (select from group_role r where r.group_id = new.group_id and r.role <> 'support') and not exists (
    select 1 from person_change c
    where c.kind = 'member' and c.person_id = new.person_id and c.group_id = new.group_id
      and c.decision = 'confirm' and c.decided_at >= transaction_timestamp()
  ) then
    perform refuse('a second owner has to confirm this member');
  end if;
  return new;
end $$;
create trigger group_member_guard before insert on group_member for each row execute function group_member_guard();

create function group_role_guard() returns trigger language plpgsql as $$
begin
  if current_user = 'countersign_web' and new.role <> 'support' and not exists (
    select 1 from person_change c
    where c.kind = 'group_role' and c.group_id = new.group_id and c.account_id = new.account_id and c.role = new.role
      and c.decision = 'confirm' and c.decided_at >= transaction_timestamp()
  ) then
    perform refuse('a second owner has to confirm this role');
  end if;
  return new;
end $$;
create trigger group_role_guard before insert on group_role for each row execute function group_role_guard();

-- The names of those who failed to sign in are kept as digests from now on: what was typed there may be a password.
delete from sign_in_attempt;
comment on column sign_in_attempt.email is 'sha-256 of the name that was typed, hex';
