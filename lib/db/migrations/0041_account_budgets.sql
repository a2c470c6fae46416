-- What an owner wants an account to spend at most in a month of the vendor's bills (UTC+8), in one currency. It warns, and holds
-- nothing back: docs/decisions/034-a-budget-warns.md.
create table account_budget (
  account_id uuid not null references cloud_account (id) on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor between 1 and 999999999999999),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by uuid not null references person (id),
  primary key (account_id, currency)
);
