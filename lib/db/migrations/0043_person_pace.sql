-- Until when the turns of a person are taken for something that costs signed calls of the cloud, as with `call_slot` (0021).
create table person_pace (
  person_id uuid not null references person (id) on delete cascade,
  what text not null,
  taken_until timestamptz not null,
  primary key (person_id, what)
);
