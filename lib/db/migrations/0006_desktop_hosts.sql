-- Which exclusive host a desktop runs on: {id, name, count, productId}, as the list of hosts last told it. No read of a
-- desktop says it, so it stands apart from `raw`, which such reads overwrite.
alter table desktop add column host jsonb;
create index desktop_on_host on desktop (account_id, desktop_id) where host is not null;
