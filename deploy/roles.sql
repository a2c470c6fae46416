-- Once, as a superuser of the server, connected to the database `postgres`: one owner, who migrates, and one login for each
-- part, which is a member of its one role. psql asks for a password of each, twice, and sends no more than its hash.
create role countersign_web nologin;
create role countersign_worker nologin;
create role countersign_owner login;
create role console_web login in role countersign_web;
create role console_worker login in role countersign_worker;
\password countersign_owner
\password console_web
\password console_worker
-- The owner says what the two roles may do, and may not take either on by itself.
create database countersign owner countersign_owner;
revoke all on database countersign from public;
grant connect on database countersign to console_web, console_worker;
