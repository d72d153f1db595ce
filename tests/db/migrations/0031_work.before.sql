insert into edition_proposals (organization_id, id, hash, pack, title, edition, in_force_from, language, sources, compared_with, changes, cases_played, status, proposed_at) values
  (md5('village')::uuid, md5('proposal')::uuid, 'edition-3', 'hinata', '規程', '3', '2026-12-01', 4, '{}', 'edition-2', '[]', 0, 'withdrawn', '2026-11-01 09:00+09');
