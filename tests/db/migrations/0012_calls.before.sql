insert into transfers (organization_id, id, effective_on, everyone, status, file_id, lines, made_at) values
  (md5('village')::uuid, md5('transfer')::uuid, '2026-07-01', false, 'draft', md5('file')::uuid, '[{"row":2,"name":"森一郎"}]', '2026-06-20 09:00+09');
