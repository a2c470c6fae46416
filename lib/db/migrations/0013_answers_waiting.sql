-- What waits on the disk of a worker's host to be recorded, and what of it cannot be read there.
alter table worker_heartbeat
  add column answers_waiting integer not null default 0,
  add column answers_unreadable integer not null default 0;
