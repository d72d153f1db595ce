insert into machine_tokens (organization_id, id, title, token_hash, made_by, created_at, expires_at)
  select organization_id, md5('machine')::uuid, '控えの機械', '\x01', person_id, '2026-11-06 09:00+09', '2027-11-06 09:00+09' from occurrence_members;
