insert into import_mappings (organization_id, register, person_id, mapping, changed_at) values
  (md5('village')::uuid, 'assets', md5('clerk')::uuid, '{}', '2026-11-01 09:00+09');
