-- A resource is made by one request, and later acted on by any number of others.
alter table resource_link add column is_acted_on boolean not null default false;
alter table resource_link drop constraint resource_link_pkey;
alter table resource_link add primary key (resource_id, request_id);
create unique index resource_link_made on resource_link (resource_id) where not is_acted_on;
create index cloud_job_request on cloud_job (request_id);
