-- Every order of the account, also those bought elsewhere, with its lines and what it delivered.
alter table cloud_order
  add column region text not null default '',                   -- of its lines; empty until they were read
  add column request_id uuid references request (id),           -- ours; null for what was bought elsewhere
  add column asked_by uuid references person (id),              -- who asked for it here
  add column refunded_minor bigint,
  add column lines_at timestamptz,                              -- when its lines and resources were last read
  -- Why somebody has to look: it bears our mark and belongs to no request, the cloud no longer lists it, it says something
  -- else than it did when it was settled, or it is complete and delivered too little.
  add column attention text check (attention in ('orphan', 'lost', 'changed', 'undelivered'));

update cloud_order o set request_id = l.request_id, asked_by = r.created_by
  from order_link l join request r on r.id = l.request_id where l.order_id = o.order_id;

create table cloud_order_line (
  account_id uuid not null references cloud_account (id) on delete cascade,
  order_id text not null,
  line_id text not null,
  service_type_code text not null default '',
  resource_type_code text not null default '',
  product_spec text not null default '',
  region text not null default '',
  count integer,
  period_type integer,
  period_count integer,
  amount_minor bigint,
  official_minor bigint,
  effective_at timestamptz,
  expires_at timestamptz,
  raw jsonb not null default '{}',
  primary key (account_id, order_id, line_id)
);

create table cloud_order_resource (
  account_id uuid not null references cloud_account (id) on delete cascade,
  order_id text not null,
  resource_id text not null,
  name text not null default '',
  service_type_code text not null default '',
  resource_type_code text not null default '',
  region text not null default '',
  status integer,
  is_main boolean not null default true,
  expires_at timestamptz,
  raw jsonb not null default '{}',
  primary key (account_id, order_id, resource_id)
);
create index cloud_order_resource_id on cloud_order_resource (resource_id);

alter table cloud_job add column order_id text;                 -- the order that it carries out, where there is one

-- How far a long look has come, so that it goes on where it stopped.
alter table sync_state add column progress jsonb;

-- The order knows its request from whichever of the two is written first.
create function order_knows_request() returns trigger language plpgsql as $$
begin
  select l.request_id, r.created_by into new.request_id, new.asked_by
    from order_link l join request r on r.id = l.request_id where l.order_id = new.order_id;
  return new;
end $$;
create trigger cloud_order_knows_request before insert on cloud_order for each row execute function order_knows_request();

create function link_tells_order() returns trigger language plpgsql as $$
begin
  update cloud_order o set request_id = new.request_id, asked_by = r.created_by, changed_at = clock_timestamp(),
      attention = case when o.attention = 'orphan' then null else o.attention end
    from request r where r.id = new.request_id and o.order_id = new.order_id;
  return null;
end $$;
create trigger order_link_tells_order after insert on order_link for each row execute function link_tells_order();

drop trigger cloud_order_change_announced on cloud_order;
create trigger cloud_order_change_announced after update on cloud_order for each row
  when (old.raw is distinct from new.raw or old.request_id is distinct from new.request_id or old.attention is distinct from new.attention)
  execute function announce();
