-- Of a long text only the end is looked up in the index of trigrams, where each of them costs a list of what has it: twelve
-- letters and digits are in next to nothing else, and what is found is compared with the whole (decision 032).
create function trigram_key(pattern text) returns text language sql immutable parallel safe
  return coalesce('%' || substring(pattern from '([a-zA-Z0-9]{12})%$') || '%', pattern);

-- As before (0016_million.sql), but names are compared as they stand there, in small letters, and not each made so for it.
create or replace function search_index(pattern text, accounts uuid[], most integer)
  returns table (kind text, account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  (select 'job', account_id, service || ' ' || job_id from cloud_job
    where job_id ilike trigram_key(pattern) and (job_id ilike pattern) is true and account_id = any (accounts) limit most)
  union all (select 'phone_server', account_id, server_id from phone_server
    where search like lower(trigram_key(pattern)) and (search like lower(pattern)) is true and account_id = any (accounts) limit most)
  union all (select 'phone', account_id, server_id from phone_server
    where phone_search like lower(trigram_key(pattern)) and (phone_search like lower(pattern)) is true and account_id = any (accounts) limit most)
  union all (select 'desktop', account_id, desktop_id from desktop
    where search like lower(trigram_key(pattern)) and (search like lower(pattern)) is true and account_id = any (accounts) limit most)
  union all (select 'server', account_id, server_id from ecs_server
    where search like lower(trigram_key(pattern)) and (search like lower(pattern)) is true and account_id = any (accounts) limit most)
  union all (select 'resource', account_id, resource_id from cloud_order_resource
    where resource_id ilike trigram_key(pattern) and (resource_id ilike pattern) is true and account_id = any (accounts) limit most)
  union all (select 'request', account_id, id::text from request
    where title ilike trigram_key(pattern) and (title ilike pattern) is true and account_id = any (accounts) limit most)
  union all (select 'request', r.account_id, a.request_id::text from attempt a join request r on r.id = a.request_id
    where a.cloud_request_id ilike trigram_key(pattern) and (a.cloud_request_id ilike pattern) is true and r.account_id = any (accounts) limit most)
$$;

-- The same for what an id or a title begins with; names are sorted, and found so.
create function search_beginnings(pattern text, accounts uuid[], most integer)
  returns table (kind text, account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  (select 'job', account_id, service || ' ' || job_id from cloud_job where job_id ilike pattern and account_id = any (accounts) limit most)
  union all (select 'resource', account_id, resource_id from cloud_order_resource where resource_id ilike pattern and account_id = any (accounts) limit most)
  union all (select 'request', account_id, id::text from request where title ilike pattern and account_id = any (accounts) limit most)
$$;

create or replace function search_orders(pattern text, accounts uuid[], most integer)
  returns table (kind text, account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  select 'order', account_id, order_id from cloud_order
  where order_id ilike trigram_key(pattern) and (order_id ilike pattern) is true and account_id = any (accounts) limit most
$$;

create or replace function search_jobs(pattern text, accounts uuid[], most integer)
  returns table (account_id uuid, id text) language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
  (select account_id, service || ' ' || job_id from cloud_job
    where job_id ilike trigram_key(pattern) and (job_id ilike pattern) is true and account_id = any (accounts) limit most)
  union (select account_id, service || ' ' || job_id from cloud_job
    where resource_id ilike trigram_key(pattern) and (resource_id ilike pattern) is true and account_id = any (accounts) limit most)
$$;

-- Orders that need a look are read from their index alone, whatever else is asked for.
drop index cloud_order_attention;
create index cloud_order_attention on cloud_order (account_id, attention)
  include (order_id, class_key, ordered_key, amount_key, paid_key, pay_until_key, person_key) where attention is not null;
