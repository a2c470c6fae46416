-- `cloud_order_attention` (0016) begins with the same column over the same rows: the other one was only kept, never needed.
drop index cloud_order_flagged;
