-- What an open job waits for is said by its order: status and payment stand in an index beside the order's id.
drop index cloud_order_prefix;
create index cloud_order_prefix on cloud_order (account_id, order_id text_pattern_ops) include (status, paid_at);

-- One job in a hundred is open. All that says which state those are shown in stands in one index, so that a list of them leads
-- neither to jobs nor to their orders.
create index cloud_job_scarce_list on cloud_job (account_id, started_at, job_id)
  include (class_key, service, state, kind, cloud_kind, order_id, request_id, duration_key)
  where state in ('running', 'waiting_payment');
