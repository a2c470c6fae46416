-- What an open job waits for is said by its order: status and payment stand in an index beside the order's id, so that a list of
-- open jobs leads to none of their orders.
drop index cloud_order_prefix;
create index cloud_order_prefix on cloud_order (account_id, order_id text_pattern_ops) include (status, paid_at);
