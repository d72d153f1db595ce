insert into layouts (organization_id, procedure, version, file_id, places, made_at) values
  (md5('village')::uuid, 'take-out', 1, md5('file')::uuid, '[{"sheet":"様式","cell":"B2","place":"申請者"}]', '2026-10-10 09:00+09');
