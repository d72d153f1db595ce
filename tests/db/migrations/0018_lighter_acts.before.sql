insert into signatures (organization_id, id, case_id, step, title, body, signer_id, signer_name, signed_at, seal, file_id) values
  (md5('village')::uuid, md5('signature')::uuid, md5('case')::uuid, 'return', '誓約書', '守ります。', md5('clerk')::uuid, '森一郎', '2026-10-11 09:00+09', repeat('cd', 32), md5('file')::uuid);
select journal_append('2026-10-11 09:00+09', md5('clerk')::uuid, 'case.sign', 'case', 'case', '{"seal":"cd"}');
