insert into pack_editions (organization_id, hash, pack, title, edition, in_force_from, sources, adopted_at) values
  (md5('village')::uuid, 'edition-2', 'hinata', '日向村', '二版', '2026-05-01', '{}', '2026-05-01 00:00+09'),
  (md5('village')::uuid, 'edition-3', 'hinata', '日向村', '三版', '2026-07-01', '{}', '2026-07-01 00:00+09');
insert into cases (organization_id, id, procedure, number, subject, status, outcome, applicant_id, unit_id, edition_hash, state, opened_at, ended_at) values
  (md5('village')::uuid, md5('ended-case')::uuid, 'take-out', '持出R8-0013', '名簿の持出し', 'ended', 'returned', md5('clerk')::uuid, md5('welfare')::uuid, 'edition-1',
   json_build_object('procedure', 'take-out', 'status', 'ended', 'outcome', 'returned', 'enteredAt', '2026-06-01T10:00:00+09:00', 'applicant', md5('clerk')::uuid,
     'applicantUnit', md5('welfare')::uuid, 'fields', json_build_object('guard', md5('head')::uuid, 'asset', md5('asset')::uuid), 'about', json_build_array(),
     'safeguards', json_build_array(), 'waitingFor', json_build_array(), 'history', json_build_array()), '2026-04-20 10:00+09', '2026-06-01 10:00+09');
