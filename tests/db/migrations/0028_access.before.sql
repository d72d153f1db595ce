-- made before the password was changed
insert into api_tokens (organization_id, id, account_id, title, token_hash, scopes, created_at) values
  (md5('village')::uuid, md5('older-token')::uuid, md5('account')::uuid, '古い集計', '\x33', '{read}', '2026-03-01 09:00+09');
insert into edition_proposals (organization_id, id, hash, pack, title, edition, in_force_from, language, sources, compared_with, changes, cases_played, status, proposed_by, proposed_at)
values (md5('village')::uuid, md5('proposal')::uuid, 'edition-3', 'village', '規程', '3', '2027-04-01', 4, '{}', 'edition-2', '[]', 0, 'proposed', md5('clerk')::uuid, '2026-11-02 09:00+09');
