-- How the order of a call would look in the customer's list of orders. An unpaid order names no resource, so while the answer
-- to one call is not known, no other may be sent whose order would look the same: either could be taken for the other's.
alter table attempt add column order_trace text;
create unique index attempt_order_trace on attempt (order_trace) where state in ('sending', 'unknown', 'ambiguous');
