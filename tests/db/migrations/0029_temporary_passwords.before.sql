-- somebody who has signed in, and somebody who was invited and has not come yet
update accounts set signed_in_at = '2026-04-02 09:00+09' where name = 'mori';
insert into accounts (organization_id, id, person_id, name, password_hash, password_set_at, must_change) values
  (md5('village')::uuid, md5('new-account')::uuid, md5('head')::uuid, 'atarashii', '$argon2id$', '2026-04-01 09:00+09', true);
insert into passkeys (organization_id, id, account_id, title, credential_id, public_key, counter, transports, synced, created_at) values
  (md5('village')::uuid, md5('passkey')::uuid, md5('account')::uuid, '机の鍵', 'a2V5', '\x01', 0, '{}', false, '2026-11-01 09:00+09');
insert into spent_challenges (organization_id, hash, expires_at) values (md5('village')::uuid, '\x02', '2026-11-01 09:05+09');
