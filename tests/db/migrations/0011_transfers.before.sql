insert into exceptions (organization_id, id, case_id, number, provisions, person_id, from_on, until_on, created_at) values
  (md5('village')::uuid, md5('exception')::uuid, md5('case')::uuid, '持出R8-0012', '{2-1(1)}', md5('clerk')::uuid, '2026-04-02', '2026-06-30', '2026-04-02 11:00+09');
insert into reviews (organization_id, id, case_id, seq, holder_id) values
  (md5('village')::uuid, md5('review')::uuid, md5('case')::uuid, 1, md5('head')::uuid);
