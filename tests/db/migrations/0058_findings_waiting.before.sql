insert into calendars (organization_id, id, account_id, token_hash, created_at)
  select organization_id, md5('calendar')::uuid, id, '\x01', '2026-11-06 09:00+09' from accounts order by id limit 1;
