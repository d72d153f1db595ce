-- The ids are the md5 of what they stand for: md5('clerk')::uuid.
insert into organizations (organization_id, slug, title, pack, edition_hash, created_at) values
  (md5('village')::uuid, 'village', '日向村', 'hinata', 'edition-1', '2026-04-01 09:00+09'),
  (md5('foreign')::uuid, 'foreign', 'よその町', 'hinata', 'edition-1', '2026-04-01 09:00+09');
select journal_begin();
select journal_append('2026-04-01 09:00+09', null, 'organization.found', 'organization', 'village', '{"title":"日向村"}');
select journal_append('2026-04-01 09:01+09', md5('clerk')::uuid, 'file.upload', 'file', 'roster', '{ "name" : "名簿.xlsx" }');
insert into outbox (organization_id, id, kind, payload, created_at, next_at) values
  (md5('village')::uuid, md5('mail')::uuid, 'mail', '{"subject":"お知らせ"}', '2026-04-01 09:00+09', '2026-04-01 09:00+09');
insert into numbers values (md5('village')::uuid, 'procedures/take-out', 2026, 12);
insert into drafts values (md5('village')::uuid, md5('account')::uuid, 'take-out', '{"fields":{"destination":"県庁"}}', '2026-04-01 09:00+09');
insert into files (organization_id, id, sha256, name, media_type, size, uploaded_by, uploaded_at) values
  (md5('village')::uuid, md5('file')::uuid, repeat('ab', 32), '名簿.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 9000000000,
   md5('clerk')::uuid, '2026-04-01 09:01+09');
insert into idempotency_keys values
  (md5('village')::uuid, md5('account')::uuid, 'key-1', '\x01', '{"id":"1"}', '2026-04-01 09:00+09');
