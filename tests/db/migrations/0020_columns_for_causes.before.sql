insert into entry_versions (organization_id, entry_id, version, fields, class, unit_id, state, changed_by, changed_at, reason) values
  (md5('village')::uuid, md5('asset')::uuid, 2, '{"name":"要支援者名簿"}', '{"confidentiality":3}', md5('welfare')::uuid, '持出中', md5('head')::uuid, '2026-04-02 11:00+09', '案件 持出R8-0012 による'),
  (md5('village')::uuid, md5('asset')::uuid, 3, '{"name":"要支援者名簿"}', '{"confidentiality":2}', md5('welfare')::uuid, '持出中', md5('head')::uuid, '2026-04-03 11:00+09', '案件 持出R8-0012 のとおり見直した'),
  (md5('village')::uuid, md5('asset')::uuid, 4, '{"name":"要支援者名簿"}', '{"confidentiality":2}', md5('welfare')::uuid, '使用中', md5('head')::uuid, '2026-04-04 11:00+09', '案件 持出R8-9999 による');
