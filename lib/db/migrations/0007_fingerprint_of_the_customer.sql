-- Orders are listed by customer, not by account: two accounts of one customer must not have equal calls open either. The
-- fingerprint now begins with the customer's id, so the account leaves the index.
drop index attempt_fingerprint;
create unique index attempt_fingerprint on attempt (fingerprint) where state in ('sending', 'unknown', 'ambiguous');
