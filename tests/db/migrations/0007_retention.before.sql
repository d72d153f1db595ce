insert into entries (organization_id, id, register, number, name, fields, keep_until, created_at, updated_at) values
  (md5('village')::uuid, md5('old')::uuid, 'assets', '資産R7-0009', '古い台帳', '{"name":"古い台帳"}', '2026-03-31', '2025-04-01 09:00+09', '2025-04-01 09:00+09');
