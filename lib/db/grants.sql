-- What web and worker may do, said anew at each migration. Their logins are members of one of these roles and of no more; a
-- program that signs in as the owner takes its role on by itself. The owner alone migrates.
grant usage on schema public, pgboss to countersign_web, countersign_worker;
revoke all on all tables in schema public from countersign_web, countersign_worker, public;
revoke all on all tables in schema pgboss from countersign_web, countersign_worker, public;
grant usage on all sequences in schema public, pgboss to countersign_web, countersign_worker;
grant execute on all functions in schema public, pgboss to countersign_web, countersign_worker;

-- The web: shows everything but the spending key, signs people in, records what they ask for and decide.
grant select on all tables in schema public to countersign_web;
revoke all on spend_key from countersign_web;
grant insert, update, delete on spend_key to countersign_web;
grant select (account_id, access_key_tail, access_key_mark, sealed_to, since) on spend_key to countersign_web;
-- Where an account's calls go is said once, when it is added.
grant insert on cloud_account to countersign_web;
grant update (name, state, state_reason, read_access_key, read_secret_sealed, read_key_since) on cloud_account to countersign_web;
grant insert, update on account_check to countersign_web;
grant insert, update, delete on account_budget to countersign_web;
grant insert, update on session, person, draft, saved_view, call_slot, person_pace to countersign_web;
grant insert on membership to countersign_web;
grant insert, update on person_link, person_change, second_factor, recovery_code, person_group to countersign_web;
grant insert, delete on group_member, group_role to countersign_web;
grant delete on person_group to countersign_web;
grant delete on second_factor, recovery_code to countersign_web;
grant delete on draft, saved_view, sign_in_attempt, membership to countersign_web;
grant insert on sign_in_attempt, request, request_version, approval, request_comment, audit to countersign_web;
grant update on request, purchase_switch to countersign_web;
grant insert on order_question, candidate_decision to countersign_web;
grant select, insert, update on all tables in schema pgboss to countersign_web;

-- The worker: carries out what was approved and mirrors the cloud. It neither asks, edits nor approves.
grant select on request, request_version, request_transition, approval, request_comment, attempt, order_link, order_taken, resource_link, payment, audit,
  cloud_account, spend_key, membership, purchase_switch, worker_heartbeat, cloud_order, cloud_order_line, cloud_order_resource, cloud_job, phone_server, desktop, ecs_server,
  sync_state, call_slot, poller, look_up, order_candidate, order_question, candidate_decision, audit_link, audit_check to countersign_worker;
grant select (id, name, disabled_at) on person to countersign_worker;
grant update on request, purchase_switch, audit_check to countersign_worker;
grant update (state, state_reason) on cloud_account to countersign_worker;
grant insert on audit, order_taken to countersign_worker;
grant insert on look_up to countersign_worker;
grant insert, update on attempt, payment, order_link, resource_link, order_candidate to countersign_worker;
grant select, insert, update on database_identity to countersign_worker;
grant insert, update, delete on worker_heartbeat to countersign_worker;
grant insert, update, delete on poller to countersign_worker;
grant insert, update, delete on cloud_order_line, cloud_order_resource to countersign_worker;
grant insert, update on cloud_order, cloud_job, phone_server, desktop, ecs_server, sync_state, call_slot to countersign_worker;
grant select, insert, update, delete on all tables in schema pgboss to countersign_worker;

-- What stands guard, or acts as the owner, reads the tables of this schema. Of tables with one name a temporary one, which anybody
-- may make, comes first unless it is named last.
do $$
declare guard regprocedure;
begin
  for guard in
    select p.oid from pg_proc p
    where p.pronamespace = 'public'::regnamespace and (p.prorettype = 'trigger'::regtype or p.prosecdef)
      and 'search_path=public, pg_temp' <> all (coalesce(p.proconfig, '{}'))
  loop
    execute format('alter function %s set search_path = public, pg_temp', guard);
  end loop;
end $$;
