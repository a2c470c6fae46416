-- One order in eight is not completed, and lists are narrowed to those more often than to any others: what must be paid, what is
-- under way, what was cancelled. They have sorted indexes of their own, a tenth as large, which hold what the others do
-- (0027_class_counts.sql).
create index cloud_order_scarce_list on cloud_order (account_id, ordered_key, order_id)
  include (class_key, amount_key, paid_key, pay_until_key, person_key) where status <> 5;
create index cloud_order_scarce_amounts on cloud_order (account_id, amount_key, order_id)
  include (class_key, ordered_key, paid_key, pay_until_key, person_key) where status <> 5;
create index cloud_order_scarce_paid on cloud_order (account_id, paid_key, order_id)
  include (class_key, ordered_key, amount_key, pay_until_key, person_key) where status <> 5;
create index cloud_order_scarce_deadlines on cloud_order (account_id, pay_until_key, order_id)
  include (class_key, ordered_key, amount_key, paid_key, person_key) where status <> 5;
create index cloud_order_scarce_people on cloud_order (account_id, person_key, ordered_key, order_id)
  include (class_key, amount_key, paid_key, pay_until_key) where status <> 5;
