-- The database refuses what the protocol forbids, whatever the code does.

create function refuse(message text) returns void language plpgsql as $$
begin
  raise exception using errcode = 'CS001', message = message;
end $$;

-- A request moves only along request_transition; its end states have no way out.
create function request_guard() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.operation <> old.operation or new.account_id <> old.account_id
     or new.created_by <> old.created_by or new.number <> old.number or new.submit_key <> old.submit_key then
    perform refuse('the identity of a request cannot change');
  end if;
  if new.state <> old.state then
    if not exists (select 1 from request_transition t where t.was = old.state and t.became = new.state) then
      perform refuse(format('a request cannot go from %s to %s', old.state, new.state));
    end if;
  elsif not exists (select 1 from request_transition t where t.was = old.state) then
    perform refuse(format('a request in %s is closed', old.state));
  end if;
  if new.fence < old.fence then
    perform refuse('the fence of a request never goes back');
  end if;
  return new;
end $$;
create trigger request_guard before update on request for each row execute function request_guard();

create function never() returns trigger language plpgsql as $$
begin
  perform refuse(format('%s rows cannot be changed or removed', tg_table_name));
  return null;
end $$;
create trigger request_kept before delete on request for each row execute function never();
create trigger request_version_kept before update or delete on request_version for each row execute function never();
create trigger approval_kept before update or delete on approval for each row execute function never();
create trigger audit_kept before update or delete on audit for each row execute function never();
create trigger audit_whole before truncate on audit for each statement execute function never();
create trigger order_link_kept before update or delete on order_link for each row execute function never();

-- Four eyes: nobody approves what they asked for or edited, and only a reviewer of that account approves.
create function approval_guard() returns trigger language plpgsql as $$
declare asked request%rowtype;
begin
  select * into asked from request where id = new.request_id for update;
  if asked.state <> 'awaiting_approval' then
    perform refuse('this request is not waiting for approval');
  end if;
  if new.version <> asked.version or new.approval_hash <> asked.approval_hash then
    perform refuse('the content changed since it was shown');
  end if;
  if new.decision = 'approve' then
    if new.person_id = asked.created_by
       or exists (select 1 from request_version v where v.request_id = new.request_id and v.created_by = new.person_id) then
      perform refuse('nobody approves what they requested or edited');
    end if;
    if asked.expires_at <= clock_timestamp() then
      perform refuse('the request expired');
    end if;
  end if;
  if not exists (
    select 1 from membership m join person p on p.id = m.person_id
    where m.person_id = new.person_id and m.account_id = asked.account_id and m.role = 'reviewer' and p.disabled_at is null
  ) then
    perform refuse('only a reviewer of this account decides');
  end if;
  return new;
end $$;
create trigger approval_guard before insert on approval for each row execute function approval_guard();

-- An attempt is written only for approved, unexpired content, by the holder of the claim, one at a time.
create function attempt_guard() returns trigger language plpgsql as $$
declare asked request%rowtype;
begin
  select * into asked from request where id = new.request_id for update;
  if asked.state <> 'sending' then
    perform refuse('an attempt belongs to a request that is being sent');
  end if;
  if new.version <> asked.version or new.approval_hash <> asked.approval_hash then
    perform refuse('an attempt sends exactly what was approved');
  end if;
  if asked.expires_at <= clock_timestamp() then
    perform refuse('the approval expired');
  end if;
  if not exists (
    select 1 from approval a
    join person p on p.id = a.person_id and p.disabled_at is null
    join membership m on m.person_id = a.person_id and m.account_id = asked.account_id and m.role = 'reviewer'
    where a.request_id = new.request_id and a.version = new.version and a.approval_hash = new.approval_hash and a.decision = 'approve'
  ) then
    perform refuse('nothing is sent without a valid approval');
  end if;
  if (select stopped_at from purchase_switch) is not null then
    perform refuse('purchases are stopped');
  end if;
  if exists (
    select 1 from attempt a where a.request_id = new.request_id and a.state not in ('not_sent', 'throttled', 'absent')
  ) then
    perform refuse('an earlier attempt of this request may have been taken');
  end if;
  if exists (
    select 1 from attempt a where a.request_id = new.request_id and a.state = 'absent' and a.version = new.version
  ) then
    perform refuse('after an absent attempt only newly approved content is sent');
  end if;
  return new;
end $$;
create trigger attempt_guard before insert on attempt for each row execute function attempt_guard();

-- What an attempt sent never changes, and what is settled stays settled.
create function attempt_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform refuse('attempts cannot be removed');
  end if;
  if (new.id, new.request_id, new.seq, new.version, new.approval_hash, new.body_sha256, new.name, new.fingerprint, new.account_id, new.signed_at, new.send_deadline)
     is distinct from
     (old.id, old.request_id, old.seq, old.version, old.approval_hash, old.body_sha256, old.name, old.fingerprint, old.account_id, old.signed_at, old.send_deadline) then
    perform refuse('what an attempt sent cannot change');
  end if;
  if old.state in ('accepted', 'refused', 'not_sent', 'throttled') and new.state <> old.state then
    perform refuse('a settled attempt stays settled');
  end if;
  if new.state = 'sending' and old.state <> 'sending' then
    perform refuse('an attempt is sent once');
  end if;
  return new;
end $$;
create trigger attempt_kept before update or delete on attempt for each row execute function attempt_kept();

-- Only the linked order is ever paid, never above the approved amount, in the approved currency.
create function payment_guard() returns trigger language plpgsql as $$
declare asked request%rowtype;
begin
  if tg_op = 'DELETE' then
    perform refuse('payments cannot be removed');
  end if;
  if tg_op = 'UPDATE' and (new.request_id, new.order_id, new.amount_minor, new.currency) is distinct from (old.request_id, old.order_id, old.amount_minor, old.currency) then
    perform refuse('a payment names its order once');
  end if;
  if tg_op = 'UPDATE' and old.state = 'accepted' and new.state <> 'accepted' then
    perform refuse('an accepted payment stays accepted');
  end if;
  select * into asked from request where id = new.request_id;
  if not exists (select 1 from order_link l where l.request_id = new.request_id and l.order_id = new.order_id) then
    perform refuse('only the order of the request is paid');
  end if;
  if asked.amount_minor is null or new.amount_minor > asked.amount_minor or new.currency is distinct from asked.currency then
    perform refuse('a payment never exceeds what was approved');
  end if;
  return new;
end $$;
create trigger payment_guard before insert or update or delete on payment for each row execute function payment_guard();

-- Everyone who watches hears about changes: ids only.
create function announce() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'request' then
    perform pg_notify('countersign', json_build_object('topic', 'request', 'account', new.account_id, 'id', new.id)::text);
  elsif tg_table_name = 'request_comment' then
    perform pg_notify('countersign', json_build_object('topic', 'request', 'account', (select account_id from request where id = new.request_id), 'id', new.request_id)::text);
  elsif tg_table_name = 'cloud_order' then
    perform pg_notify('countersign', json_build_object('topic', 'order', 'account', new.account_id, 'id', new.order_id)::text);
  elsif tg_table_name = 'cloud_job' then
    perform pg_notify('countersign', json_build_object('topic', 'job', 'account', new.account_id, 'id', new.job_id)::text);
  elsif tg_table_name = 'phone_server' then
    perform pg_notify('countersign', json_build_object('topic', 'phone_server', 'account', new.account_id, 'id', new.server_id)::text);
  elsif tg_table_name = 'sync_state' then
    perform pg_notify('countersign', json_build_object('topic', 'sync', 'account', new.account_id, 'id', new.kind)::text);
  end if;
  return null;
end $$;
create trigger request_announced after insert or update on request for each row execute function announce();
create trigger request_comment_announced after insert on request_comment for each row execute function announce();
create trigger cloud_order_announced after insert on cloud_order for each row execute function announce();
create trigger cloud_order_change_announced after update on cloud_order for each row when (old.raw is distinct from new.raw) execute function announce();
create trigger cloud_job_announced after insert on cloud_job for each row execute function announce();
create trigger cloud_job_change_announced after update on cloud_job for each row when (old.state is distinct from new.state or old.progress is distinct from new.progress) execute function announce();
create trigger phone_server_announced after insert on phone_server for each row execute function announce();
create trigger phone_server_change_announced after update on phone_server for each row when (old.raw is distinct from new.raw or old.phones is distinct from new.phones or old.gone_at is distinct from new.gone_at) execute function announce();

create function announce_session_end() returns trigger language plpgsql as $$
begin
  if new.revoked_at is not null and old.revoked_at is null then
    perform pg_notify('countersign', json_build_object('topic', 'session', 'id', new.id_hash)::text);
  end if;
  return null;
end $$;
create trigger session_end_announced after update on session for each row execute function announce_session_end();
create trigger sync_state_announced after insert or update on sync_state for each row execute function announce();
