-- One row per API and customer of the cloud: until when its calls are given away. All processes take their turns from it.
drop table rate_window;
create table call_slot (
  domain_id text not null,
  api text not null,
  taken_until timestamptz not null,
  primary key (domain_id, api)
);
