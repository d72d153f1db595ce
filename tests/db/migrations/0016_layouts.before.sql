insert into meetings (organization_id, id, body, number, begins_at, state, topics, decisions) values
  (md5('village')::uuid, md5('meeting')::uuid, 'committee', '会議R8-01', '2026-10-05 10:00+09', 'held', '[{"title":"報告","text":""}]', '[]');
