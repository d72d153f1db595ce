insert into entry_warnings values (md5('village')::uuid, md5('old')::uuid, 'keep/past', '2026-03-31', '2026-04-01 06:00+09');
insert into tasks (organization_id, id, kind, title, subject, href, verb, purpose, role, scope, scope_id, created_at) values
  (md5('village')::uuid, md5('errand')::uuid, 'errand', '廃棄の手続を始める', '資産 1件', '/registers/assets', '始める', 'expired/assets', 'security-manager', 'unit',
   md5('welfare')::uuid::text, '2026-04-01 06:00+09');
insert into notices (organization_id, id, person_id, href, message, at) values
  (md5('village')::uuid, md5('called')::uuid, md5('clerk')::uuid, '/calls/' || md5('call')::uuid, '【訓練】緊急の呼出し', '2026-06-01 09:00+09'),
  (md5('village')::uuid, md5('held-transfer')::uuid, md5('head')::uuid, '/transfers/' || md5('transfer')::uuid, '令和8年7月1日の異動を反映できませんでした。', '2026-07-01 00:00+09'),
  (md5('village')::uuid, md5('warned')::uuid, md5('head')::uuid, '/registers/assets/' || md5('old')::uuid, '保存期間が終わりました。', '2026-04-01 06:00+09');
