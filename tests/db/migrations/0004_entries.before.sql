insert into pack_editions (organization_id, hash, pack, title, edition, in_force_from, sources, adopted_at) values
  (md5('village')::uuid, 'edition-1', 'hinata', '日向村情報セキュリティポリシー', '令和8年度版', '2026-04-01', '{"pack.yaml":"id: hinata"}', '2026-04-01 09:00+09');
insert into documents (organization_id, id, title, file_id, imported_at, summary) values
  (md5('village')::uuid, md5('document')::uuid, '対策基準', md5('file')::uuid, '2026-04-01 09:00+09', '{"provisions":1}');
insert into provisions (organization_id, edition_hash, ref, document_id, original, path) values
  (md5('village')::uuid, 'edition-1', '2-1(1)', md5('document')::uuid, '持ち出すときは、許可を得る。', '{第2章}');
insert into standings (organization_id, mechanism, subject, outcome, valid_from) values
  (md5('village')::uuid, 'm', 's', 'kept', '2026-04-01 09:00+09');
