-- Cloud accounts are added, checked, changed and retired in the console. A retired one keeps its history and loses its keys.
alter table cloud_account drop constraint cloud_account_state_check;
alter table cloud_account
  add constraint cloud_account_state_check check (state in ('active', 'paused', 'refused', 'retired')),
  add column read_key_since timestamptz not null default clock_timestamp();

-- The web shows the end of the spending key's id, tells by its mark whether another is the same, and knows to which key of the
-- worker it was sealed. It reads no more of it.
alter table spend_key
  add column access_key_tail text generated always as (right(access_key, 4)) stored,
  add column access_key_mark text generated always as (md5(access_key)) stored,
  add column sealed_to text not null default '',
  add column since timestamptz not null default clock_timestamp();

create table account_check (
  account_id uuid not null references cloud_account (id) on delete cascade,
  key text not null check (key in ('read', 'spend')),
  checked_at timestamptz not null default clock_timestamp(),
  lines jsonb not null,
  primary key (account_id, key)
);

-- Neither program brings a retired account back: its keys are gone. `npm run connect` can, with new ones.
create function account_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'retired' and new.state <> 'retired' and current_user in ('countersign_web', 'countersign_worker') then
    perform refuse('a retired account stays retired');
  end if;
  return new;
end $$;
create trigger account_guard before update on cloud_account for each row execute function account_guard();
