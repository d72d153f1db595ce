-- somebody who has signed in, and somebody who was invited and has not come yet
update accounts set signed_in_at = '2026-04-02 09:00+09' where name = 'mori';
insert into accounts (organization_id, id, person_id, name, password_hash, password_set_at, must_change) values
  (md5('village')::uuid, md5('new-account')::uuid, md5('head')::uuid, 'atarashii', '$argon2id$', '2026-04-01 09:00+09', true);
insert into edition_proposals (organization_id, id, hash, pack, title, edition, in_force_from, language, sources, compared_with, changes, cases_played, status, proposed_at) values
  (md5('village')::uuid, md5('proposal')::uuid, 'h2', 'village', '規程', '第2版', '2026-12-01', 4, '{}', 'h1', '[]', 0, 'withdrawn', '2026-11-01 09:00+09');
