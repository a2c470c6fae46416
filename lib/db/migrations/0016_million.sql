-- Lists at a million orders: each sort has a key that is never null, so that one range of one index gives any page.
alter table cloud_order
  add column ordered_key timestamptz not null generated always as (coalesce(ordered_at, 'infinity')) stored,
  add column paid_key timestamptz not null generated always as (coalesce(paid_at, '-infinity')) stored,
  add column pay_until_key timestamptz not null generated always as (coalesce(pay_until, 'infinity')) stored,
  add column amount_key bigint not null generated always as (coalesce(amount_minor, -9223372036854775808)) stored;

drop index cloud_order_list;
create index cloud_order_list on cloud_order (account_id, ordered_key desc, order_id desc);

-- How jobs are sorted by duration, in milliseconds: what runs comes first and the longest of it foremost, in an order that
-- stays while it runs; then what ended, by how long it took.
alter table cloud_job add column duration_key bigint not null generated always as (
  case when state in ('running', 'waiting_payment')
    then 9000000000000000 - (extract(epoch from started_at - timestamptz '2000-01-01 00:00:00+00') * 1000)::bigint
    else coalesce(greatest(0, (extract(epoch from ended_at - started_at) * 1000)::bigint), -1)
  end
) stored;
