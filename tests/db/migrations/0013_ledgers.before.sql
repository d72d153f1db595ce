insert into calls (organization_id, id, drill, message, started_at) values
  (md5('village')::uuid, md5('call')::uuid, true, '訓練です。', '2026-06-01 09:00+09');
insert into call_answers (organization_id, call_id, person_id, role, position, token_hashes, told_at) values
  (md5('village')::uuid, md5('call')::uuid, md5('clerk')::uuid, 'csirt', 0, array['\x04'::bytea], '2026-06-01 09:00+09');
