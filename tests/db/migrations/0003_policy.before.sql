insert into units (organization_id, id, title, parent_id) values
  (md5('village')::uuid, md5('office')::uuid, '日向村', null),
  (md5('village')::uuid, md5('welfare')::uuid, '福祉課', md5('office')::uuid);
insert into posts (organization_id, id, title, unit_id, leads) values
  (md5('village')::uuid, md5('head-post')::uuid, '福祉課長', md5('welfare')::uuid, 'head');
insert into persons (organization_id, id, number, name, kana, unit_id, employment, email) values
  (md5('village')::uuid, md5('clerk')::uuid, '1001', '森一郎', 'もりいちろう', md5('welfare')::uuid, 'regular', 'mori@example.jp'),
  (md5('village')::uuid, md5('head')::uuid, '1002', '中村透', 'なかむらとおる', md5('welfare')::uuid, 'regular', null);
insert into person_posts values
  (md5('village')::uuid, md5('head-in-post')::uuid, md5('head')::uuid, md5('head-post')::uuid, '2026-04-01', null);
insert into assignments (organization_id, id, role, scope, scope_id, post_id, from_on, note) values
  (md5('village')::uuid, md5('assignment')::uuid, 'security-manager', 'unit', md5('welfare')::uuid::text, md5('head-post')::uuid, '2026-04-01', '辞令');
insert into absences (organization_id, id, person_id, from_on, to_on) values
  (md5('village')::uuid, md5('absence')::uuid, md5('head')::uuid, '2026-08-10', '2026-08-14');
insert into accounts (organization_id, id, person_id, name, password_hash, password_set_at, totp_step) values
  (md5('village')::uuid, md5('account')::uuid, md5('clerk')::uuid, 'mori', '$argon2id$', '2026-04-01 09:00+09', 59000000);
insert into sessions (organization_id, id, account_id, token_hash, csrf_token, created_at, seen_at, expires_at, strength) values
  (md5('village')::uuid, md5('session')::uuid, md5('account')::uuid, '\x02', 'csrf', '2026-04-01 09:00+09', '2026-04-01 09:00+09', '2026-04-01 21:00+09', 'full');
insert into api_tokens (organization_id, id, account_id, title, token_hash, scopes, created_at) values
  (md5('village')::uuid, md5('token')::uuid, md5('account')::uuid, '集計', '\x03', '{read}', '2026-04-01 09:00+09');
