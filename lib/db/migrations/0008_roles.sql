-- The spending key stands alone, so that the web's role can be kept from reading it (lib/db/grants.sql).
create table spend_key (
  account_id uuid primary key references cloud_account (id),
  access_key text not null,
  secret_sealed text not null                     -- JWE to the worker's public key, opened by the worker alone
);
insert into spend_key (account_id, access_key, secret_sealed)
  select id, spend_access_key, spend_secret_sealed from cloud_account;
alter table cloud_account drop column spend_access_key, drop column spend_secret_sealed;

-- Which moves are a person's: the web may make these alone, the worker all others.
alter table request_transition add column by_person boolean not null default false;

create or replace function request_guard() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.operation <> old.operation or new.account_id <> old.account_id
     or new.created_by <> old.created_by or new.number <> old.number or new.submit_key <> old.submit_key then
    perform refuse('the identity of a request cannot change');
  end if;
  if new.state <> old.state then
    if not exists (select 1 from request_transition t where t.was = old.state and t.became = new.state) then
      perform refuse(format('a request cannot go from %s to %s', old.state, new.state));
    end if;
    if current_user in ('countersign_web', 'countersign_worker') and not exists (
      select 1 from request_transition t
      where t.was = old.state and t.became = new.state and t.by_person = (current_user = 'countersign_web')
    ) then
      perform refuse(format('%s may not take a request from %s to %s', current_user, old.state, new.state));
    end if;
  elsif not exists (select 1 from request_transition t where t.was = old.state) then
    perform refuse(format('a request in %s is closed', old.state));
  end if;
  if new.fence < old.fence then
    perform refuse('the fence of a request never goes back');
  end if;
  return new;
end $$;
