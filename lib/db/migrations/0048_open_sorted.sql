-- Open jobs by duration, with all that says which state they are shown in: a page of them leads to the orders of no others.
create index cloud_job_scarce_durations on cloud_job (account_id, duration_key, job_id)
  include (class_key, service, state, kind, cloud_kind, order_id, request_id, started_at)
  where state in ('running', 'waiting_payment');

-- Only unpaid orders have a deadline. All others stand behind them by their ids, and each status among them together.
create index cloud_order_scarce_statuses on cloud_order (account_id, status, pay_until_key, order_id) include (class_key)
  where status <> 5;
