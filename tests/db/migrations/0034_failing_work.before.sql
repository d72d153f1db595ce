insert into outbox (organization_id, id, kind, payload, created_at, next_at, attempts, error, abandoned_at) values
  (md5('village')::uuid, md5('given up mail')::uuid, 'mail', '{}', '2026-11-01 09:00+09', '2026-11-01 09:00+09', 15, 'Error: away', '2026-11-03 09:00+09');
