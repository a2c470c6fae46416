-- People, sessions, cloud accounts, requests and everything that follows from them.
-- Money is kept in minor units (fen, cents) as bigint; times are timestamptz by the database clock.

create table person (
  id uuid primary key default gen_random_uuid(),
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 120),
  password_hash text,
  disabled_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create unique index person_email_key on person (email);

create table session (
  id_hash text primary key,                       -- sha-256 of the opaque id, hex; the id itself is only in the cookie
  person_id uuid not null references person (id) on delete cascade,
  created_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,                -- absolute end
  revoked_at timestamptz,
  user_agent text not null default '' check (length(user_agent) <= 400)
);
create index session_person on session (person_id);

create table sign_in_attempt (
  email text not null,
  at timestamptz not null default clock_timestamp(),
  succeeded boolean not null
);
create index sign_in_attempt_email_at on sign_in_attempt (email, at desc);

create table cloud_account (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 80),
  site text not null check (site in ('china', 'international', 'europe')),
  region text not null,
  project_id text not null check (project_id ~ '^[0-9a-f]{32}$'),
  domain_id text not null,
  endpoint_override text,                         -- accepted only when the environment's allow-list has it
  state text not null default 'active' check (state in ('active', 'paused', 'refused')),
  state_reason text,
  read_access_key text not null,
  read_secret_sealed text not null,               -- AES-256-GCM, opened by web and worker
  spend_access_key text not null,
  spend_secret_sealed text not null,              -- JWE to the worker's public key, opened by the worker alone
  created_at timestamptz not null default clock_timestamp(),
  unique (region, project_id)
);

create table membership (
  person_id uuid not null references person (id) on delete cascade,
  account_id uuid not null references cloud_account (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'reviewer', 'support')),
  primary key (person_id, account_id, role)
);

create table draft (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id) on delete cascade,
  account_id uuid not null references cloud_account (id) on delete cascade,
  operation text not null,
  step text not null,
  content jsonb not null,                         -- the form as it stands; may be incomplete
  revision integer not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  unique (person_id, account_id, operation)
);

-- The allowed moves of a request. machine.ts holds the same table; a test compares the two.
create table request_transition (
  was text not null,
  event text not null,
  became text not null,
  primary key (was, event)
);

create table request (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity (start with 1001) unique,
  operation text not null,
  account_id uuid not null references cloud_account (id),
  title text not null,
  state text not null,
  money_state text not null default 'none' check (money_state in ('none', 'unpaid', 'paying', 'paid', 'cancelled', 'refunded')),
  delivery_state text not null default 'none' check (delivery_state in ('none', 'waiting', 'provisioning', 'delivered', 'partial', 'failed')),
  version integer not null default 1,
  approval_hash text not null check (approval_hash ~ '^[0-9a-f]{64}$'),
  fingerprint text not null,
  amount_minor bigint,                            -- the quoted total of this version; null when there is no price
  currency text,
  fence bigint not null default 0,
  lease_until timestamptz,
  wake_at timestamptz,                            -- when a worker looks at it next, at the latest
  state_reason jsonb,                             -- why it is here, as message key and parameters
  expires_at timestamptz not null,
  created_by uuid not null references person (id),
  submit_key uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  unique (created_by, submit_key)
);
create index request_list on request (account_id, created_at desc, id desc);
create index request_wake on request (wake_at) where wake_at is not null;
create index request_state on request (account_id, state);

create table request_version (
  request_id uuid not null references request (id),
  version integer not null,
  document jsonb not null,                        -- what is reviewed, hashed and sent
  approval_hash text not null check (approval_hash ~ '^[0-9a-f]{64}$'),
  body text not null,                             -- the exact bytes of the call's body
  created_by uuid not null references person (id),
  created_at timestamptz not null default clock_timestamp(),
  primary key (request_id, version)
);

create table approval (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  version integer not null,
  approval_hash text not null,
  person_id uuid not null references person (id),
  decision text not null check (decision in ('approve', 'reject')),
  comment text not null default '' check (length(comment) <= 4000),
  decided_at timestamptz not null default clock_timestamp(),
  foreign key (request_id, version) references request_version (request_id, version),
  unique (request_id, version, person_id)
);

create table request_comment (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references request (id),
  person_id uuid not null references person (id),
  body text not null check (length(body) between 1 and 4000),
  created_at timestamptz not null default clock_timestamp()
);
create index request_comment_request on request_comment (request_id, created_at);

create table attempt (
  id uuid primary key,
  request_id uuid not null references request (id),
  seq integer not null,
  version integer not null,
  approval_hash text not null,
  body_sha256 text not null,
  name text not null,                             -- the unique name sent to the cloud, by which it is found again
  fingerprint text not null,
  account_id uuid not null references cloud_account (id),
  state text not null check (state in ('sending', 'unknown', 'accepted', 'refused', 'not_sent', 'throttled', 'absent', 'ambiguous')),
  signed_at timestamptz not null default clock_timestamp(),
  send_deadline timestamptz not null,
  answered_at timestamptz,
  http_status integer,
  cloud_request_id text,
  error_code text,
  error_message text,
  answer text,                                    -- the raw answer, at most 64 KiB kept
  scans integer not null default 0,               -- complete look-ups that found nothing, in a row
  scanned_at timestamptz,
  unique (request_id, seq)
);
create unique index attempt_one_open on attempt (request_id) where state in ('sending', 'unknown', 'ambiguous');
create unique index attempt_fingerprint on attempt (account_id, fingerprint) where state in ('sending', 'unknown', 'ambiguous');

create table order_link (
  order_id text primary key,
  request_id uuid not null unique references request (id),
  attempt_id uuid not null references attempt (id),
  linked_at timestamptz not null default clock_timestamp()
);

create table resource_link (
  resource_id text primary key,
  request_id uuid not null references request (id),
  kind text not null
);
create index resource_link_request on resource_link (request_id);

create table payment (
  request_id uuid primary key references request (id),
  order_id text not null unique references order_link (order_id),
  amount_minor bigint not null,
  currency text not null,
  state text not null check (state in ('sending', 'unknown', 'accepted', 'refused')),
  sends integer not null default 0,
  started_at timestamptz not null default clock_timestamp(),
  send_deadline timestamptz,
  answered_at timestamptz,
  http_status integer,
  cloud_request_id text,
  error_code text,
  error_message text
);

create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('person', 'worker', 'system')),
  actor_id text not null,
  event text not null,
  request_id uuid references request (id),
  account_id uuid references cloud_account (id),
  was text,
  became text,
  detail jsonb not null default '{}'
);
create index audit_request on audit (request_id, seq);
create index audit_at on audit (at desc);

-- Mirrors of what the cloud has. The cloud is right; these rows say when it was asked.
create table cloud_order (
  account_id uuid not null references cloud_account (id) on delete cascade,
  order_id text not null,
  status integer not null,
  order_type integer not null,
  service_type_code text not null default '',
  service_type_name text not null default '',
  amount_minor bigint,
  official_minor bigint,
  currency text not null default '',
  user_name text not null default '',
  ordered_at timestamptz,
  paid_at timestamptz,
  pay_until timestamptz,
  raw jsonb not null,
  changed_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (account_id, order_id)
);
create index cloud_order_list on cloud_order (account_id, ordered_at desc, order_id desc);

create table cloud_job (
  account_id uuid not null references cloud_account (id) on delete cascade,
  job_id text not null,
  service text not null,
  kind text not null,                             -- what we started: the cloud's job does not say
  resource_id text not null default '',
  request_id uuid references request (id),
  state text not null check (state in ('running', 'succeeded', 'failed')),
  progress integer check (progress between 0 and 100),
  error_code text,
  error_message text,
  started_at timestamptz not null,
  ended_at timestamptz,
  raw jsonb not null default '{}',
  seen_at timestamptz not null default clock_timestamp(),
  primary key (account_id, service, job_id)
);
create index cloud_job_list on cloud_job (account_id, started_at desc, job_id desc);

create table phone_server (
  account_id uuid not null references cloud_account (id) on delete cascade,
  server_id text not null,
  name text not null,
  status integer not null,
  server_model text not null,
  phone_model text not null,
  availability_zone text not null default '',
  order_id text,
  enterprise_project_id text not null default '0',
  created_in_cloud_at timestamptz,
  raw jsonb not null,                             -- the server's detail as the cloud told it
  phones jsonb not null default '[]',             -- [{id, name, status, …}] as last listed
  gone_at timestamptz,
  changed_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (account_id, server_id)
);
create index phone_server_list on phone_server (account_id, created_in_cloud_at desc, server_id desc);

create table sync_state (
  account_id uuid not null references cloud_account (id) on delete cascade,
  kind text not null,
  as_of timestamptz,
  failed_at timestamptz,
  failure text,
  primary key (account_id, kind)
);

create table worker_heartbeat (
  worker_id text primary key,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  public_key jsonb not null
);

create table purchase_switch (
  only_row boolean primary key default true check (only_row),
  stopped_at timestamptz,
  stopped_reason text
);
insert into purchase_switch default values;

create table rate_window (
  account_id uuid not null references cloud_account (id) on delete cascade,
  api text not null,
  window_start timestamptz not null,
  calls integer not null,
  primary key (account_id, api)
);
