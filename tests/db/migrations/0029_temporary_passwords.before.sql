-- somebody who was invited and has not come yet
insert into accounts (organization_id, id, person_id, name, password_hash, password_set_at, must_change) values
  (md5('village')::uuid, md5('new-account')::uuid, md5('head')::uuid, 'atarashii', '$argon2id$', '2026-04-01 09:00+09', true);
