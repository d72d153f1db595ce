insert into entries (organization_id, id, register, number, name, fields, class, class_rank, unit_id, state, created_at, updated_at) values
  (md5('village')::uuid, md5('asset')::uuid, 'assets', '資産R8-0001', '要支援者名簿', '{"name":"要支援者名簿"}', '{"confidentiality":3}', '3', md5('welfare')::uuid, '使用中',
   '2026-04-01 09:00+09', '2026-04-01 09:00+09'),
  (md5('village')::uuid, md5('system')::uuid, 'systems', 'システムR8-001', '住民記録システム', '{"name":"住民記録システム"}', null, '', md5('welfare')::uuid, '使用中',
   '2026-04-01 09:00+09', '2026-04-01 09:00+09');
insert into entry_versions (organization_id, entry_id, version, fields, class, unit_id, state, changed_by, changed_at, reason) values
  (md5('village')::uuid, md5('asset')::uuid, 1, '{"name":"要支援者名簿"}', '{"confidentiality":3}', md5('welfare')::uuid, '使用中', md5('clerk')::uuid, '2026-04-01 09:00+09', null);
insert into links values (md5('village')::uuid, 'entry', md5('asset')::uuid, 'made-of', 'entry', md5('system')::uuid);
insert into saved_views values (md5('village')::uuid, md5('view')::uuid, md5('account')::uuid, 'assets', '重要なもの', '{}');
insert into imports (organization_id, id, register, file_id, status, created_by, created_at) values
  (md5('village')::uuid, md5('import')::uuid, 'assets', md5('file')::uuid, 'checked', md5('account')::uuid, '2026-04-01 09:00+09');
