-- Once, as a superuser of the server, connected to the database `postgres`: one owner, who migrates, and one login for each
-- part, which is a member of its one role. Give each a password of its own first: psql asks for them.
\prompt 'Password of the owner: ' owner_password
\prompt 'Password of the web login: ' web_password
\prompt 'Password of the worker login: ' worker_password
create role countersign_web nologin;
create role countersign_worker nologin;
create role countersign_owner login password :'owner_password';
create role console_web login password :'web_password' in role countersign_web;
create role console_worker login password :'worker_password' in role countersign_worker;
-- The owner says what the two roles may do, and may not take either on by itself.
create database countersign owner countersign_owner;
revoke all on database countersign from public;
grant connect on database countersign to console_web, console_worker;
