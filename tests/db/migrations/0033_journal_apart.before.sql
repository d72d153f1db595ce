insert into edition_proposals (organization_id, id, hash, pack, title, edition, in_force_from, language, sources, compared_with, changes, cases_played, status, proposed_at)
  values (md5('village')::uuid, md5('proposal apart')::uuid, 'edition-3', 'hinata', '町の決まり', '第3版', '2027-04-01', 4, '{}', 'edition-2', '[]', 0, 'withdrawn', '2026-11-02 09:00+09');
insert into recurring_failures (organization_id, job, since, last_at, failures, error) values
  (md5('village')::uuid, 'reminders', '2026-11-01 09:00+09', '2026-11-02 09:00+09', 2, 'no answer');
insert into installation (key_fingerprint) values ('\x04');
