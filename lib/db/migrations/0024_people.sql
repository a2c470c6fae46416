-- People: how they are let in, what they prove themselves with, and changes that need a second owner.

alter table person
  add column oidc_subject text unique,            -- issuer and subject at the company's provider, since the first sign-in there
  add column joined_at timestamptz;               -- first password or first sign-in at the provider; absent while only invited
update person set joined_at = created_at where password_hash is not null;

alter table session
  add column needs text check (needs in ('factor', 'enrolment')),  -- what is missing until it may do anything
  add column confirmed_at timestamptz not null default clock_timestamp(),  -- when the person last proved who they are
  add column challenge text check (length(challenge) <= 200);      -- of the passkey ceremony that is under way

alter table sign_in_attempt add column address text not null default '';
create index sign_in_attempt_address_at on sign_in_attempt (address, at desc) where address <> '';

-- A link to choose a password with: an invitation, or a new start for somebody who forgot theirs.
create table person_link (
  token_hash text primary key,                    -- sha-256 of what the link holds, hex
  person_id uuid not null references person (id) on delete cascade,
  made_by uuid not null references person (id),
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create unique index person_link_open on person_link (person_id) where used_at is null and revoked_at is null;

-- What one owner asks for and another confirms.
create table person_change (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id) on delete cascade,
  kind text not null check (kind in ('role', 'link', 'factors')),
  account_id uuid references cloud_account (id) on delete cascade,
  role text check (role in ('owner', 'admin', 'reviewer', 'support')),
  asked_by uuid not null references person (id),
  asked_at timestamptz not null default clock_timestamp(),
  decided_by uuid references person (id),
  decided_at timestamptz,
  decision text check (decision in ('confirm', 'refuse')),
  check ((kind = 'role') = (account_id is not null and role is not null)),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  constraint person_change_four_eyes check (decision <> 'confirm' or (decided_by <> asked_by and decided_by <> person_id))
);
create unique index person_change_open on person_change (person_id, kind, coalesce(account_id::text, ''), coalesce(role, ''))
  where decision is null;

create table second_factor (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id) on delete cascade,
  kind text not null check (kind in ('totp', 'passkey')),
  name text not null check (length(name) between 1 and 60),
  secret_sealed text,                             -- of codes; AES-256-GCM, bound to this row
  last_step bigint,                               -- the newest time step whose code was taken: none is taken twice
  credential_id text unique,
  public_key text,                                -- of a passkey, base64url
  counter bigint not null default 0,
  transports text not null default '',
  confirmed_at timestamptz,                       -- absent until a first code proved that it works
  created_at timestamptz not null default clock_timestamp(),
  used_at timestamptz,
  check ((kind = 'totp') = (secret_sealed is not null)),
  check ((kind = 'passkey') = (credential_id is not null and public_key is not null))
);
create index second_factor_person on second_factor (person_id);

create table recovery_code (
  person_id uuid not null references person (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);
