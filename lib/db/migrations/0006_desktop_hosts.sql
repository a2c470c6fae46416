-- Which exclusive host a desktop runs on: {id, name, count}, as the list of hosts last told it. No read of a
-- desktop says it, so it stands apart from `raw`, which such reads overwrite.
alter table desktop add column host jsonb;
