-- How people like to look at a list: its filters and sort as the address has them, its columns and density. A shared one is
-- offered to everybody who may see the list on an account that its author has a role on.
create table saved_view (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id) on delete cascade,
  list text not null check (list in ('orders', 'jobs', 'requests', 'phone-servers', 'desktops', 'servers')),
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 2000),
  columns text not null check (length(columns) <= 1000),
  density text not null check (density in ('normal', 'compact')),
  shared boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  unique (person_id, list, name)
);
create index saved_view_shared on saved_view (list) where shared;
