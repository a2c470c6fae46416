-- Groups of people. What somebody may do stays in one table, membership, which says of each right whether it is the person's own or
-- comes of a group: whoever asks for a right goes on asking there, the guards of this database included.

create table person_group (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default clock_timestamp()
);
create unique index person_group_name on person_group (lower(name));

create table group_member (
  group_id uuid not null references person_group (id) on delete cascade,
  person_id uuid not null references person (id) on delete cascade,
  primary key (group_id, person_id)
);
create index group_member_person on group_member (person_id);

create table group_role (
  group_id uuid not null references person_group (id) on delete cascade,
  account_id uuid not null references cloud_account (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'reviewer', 'support')),
  primary key (group_id, account_id, role)
);
create index group_role_account on group_role (account_id);

-- A right of a group is there as long as the person is in it and the group has the role: both references take it away at once.
alter table membership
  drop constraint membership_pkey,
  add column group_id uuid,
  add foreign key (group_id, person_id) references group_member (group_id, person_id) on delete cascade,
  add foreign key (group_id, account_id, role) references group_role (group_id, account_id, role) on delete cascade;
create unique index membership_once on membership (person_id, account_id, role, coalesce(group_id, '00000000-0000-0000-0000-000000000000'));
create index membership_of_group on membership (group_id, account_id, role) where group_id is not null;

create function group_rights() returns trigger language plpgsql as $$
begin
  -- One after another: a member and a role that come at once would not see each other.
  perform from person_group where id = new.group_id for no key update;
  if tg_table_name = 'group_member' then
    insert into membership (person_id, account_id, role, group_id)
      select new.person_id, r.account_id, r.role, r.group_id from group_role r where r.group_id = new.group_id;
  else
    insert into membership (person_id, account_id, role, group_id)
      select m.person_id, new.account_id, new.role, m.group_id from group_member m where m.group_id = new.group_id;
  end if;
  return null;
end $$;
create trigger group_member_rights after insert on group_member for each row execute function group_rights();
create trigger group_role_rights after insert on group_role for each row execute function group_rights();

-- Two owners: also where a person is to join a group, or a group is to get a role.
alter table person_change
  alter column person_id drop not null,
  add column group_id uuid references person_group (id) on delete cascade,
  drop constraint person_change_kind_check,
  drop constraint person_change_check,
  add constraint person_change_kind_check check (kind in ('role', 'link', 'factors', 'member', 'group_role')),
  add constraint person_change_names_role check ((kind in ('role', 'group_role')) = (account_id is not null and role is not null)),
  add constraint person_change_names_group check ((kind in ('member', 'group_role')) = (group_id is not null)),
  add constraint person_change_names_person check ((kind = 'group_role') = (person_id is null));
drop index person_change_open;
create unique index person_change_open on person_change
  (kind, coalesce(person_id::text, ''), coalesce(group_id::text, ''), coalesce(account_id::text, ''), coalesce(role, ''))
  where decision is null;

-- Whom a role of a group is about: everybody in it.
create function person_change_guard() returns trigger language plpgsql as $$
begin
  if new.decision = 'confirm' and new.kind = 'group_role'
    and exists (select from group_member m where m.group_id = new.group_id and m.person_id = new.decided_by) then
    perform refuse('nobody confirms a role of a group that they are in');
  end if;
  return new;
end $$;
create trigger person_change_guard before update on person_change for each row execute function person_change_guard();
