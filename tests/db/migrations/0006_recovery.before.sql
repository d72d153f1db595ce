insert into cases (organization_id, id, procedure, number, subject, status, step, applicant_id, unit_id, edition_hash, state, due_at, opened_at) values
  (md5('village')::uuid, md5('case')::uuid, 'take-out', '持出R8-0012', '要支援者名簿の持出し', 'open', 'return', md5('clerk')::uuid, md5('welfare')::uuid, 'edition-1',
   '{"procedure":"take-out","status":"open","step":"return","enteredAt":"2026-04-02T10:00:00+09:00","applicant":"clerk","applicantUnit":"welfare","fields":{"destination":"県庁"},"about":[],"safeguards":[],"waitingFor":[{"party":{"person":"clerk"},"group":0,"excluded":[]}],"history":[{"at":"2026-04-02T10:00:00+09:00","kind":"begun","person":"clerk","as":"applicant","changed":[{"field":"destination","to":"県庁"}],"to":{"step":"return"},"grounds":[{"provision":"2-1(1)"}]}]}',
   '2026-04-10 17:00+09', '2026-04-02 10:00+09');
insert into case_steps (organization_id, case_id, seq, step, decision, actor_id, acted_as, at) values
  (md5('village')::uuid, md5('case')::uuid, 1, '', 'begun', md5('clerk')::uuid, 'applicant', '2026-04-02 10:00+09');
insert into links values (md5('village')::uuid, 'case', md5('case')::uuid, 'about', 'entry', md5('asset')::uuid);
insert into tasks (organization_id, id, kind, case_id, step, title, person_id, due_at, created_at) values
  (md5('village')::uuid, md5('task')::uuid, 'step', md5('case')::uuid, 'return', '返却', md5('clerk')::uuid, '2026-04-10 17:00+09', '2026-04-02 10:00+09');
insert into reminders values (md5('village')::uuid, md5('task')::uuid, md5('clerk')::uuid, '2026-04-11', '2026-04-11 09:00+09');
insert into notices (organization_id, id, person_id, case_id, message, at) values
  (md5('village')::uuid, md5('late')::uuid, md5('clerk')::uuid, md5('case')::uuid, '「要支援者名簿の持出し」（持出R8-0012）の「返却」が期限を1日過ぎています。', '2026-04-11 09:00+09'),
  (md5('village')::uuid, md5('just-late')::uuid, md5('head')::uuid, md5('case')::uuid, '「要支援者名簿の持出し」（持出R8-0012）の「返却」が期限を過ぎました。', '2026-04-10 18:00+09'),
  (md5('village')::uuid, md5('told')::uuid, md5('head')::uuid, md5('case')::uuid, '持出しが許可されました。', '2026-04-02 11:00+09'),
  (md5('village')::uuid, md5('like-late')::uuid, md5('head')::uuid, md5('case')::uuid, '返却が期限を過ぎたときは、連絡してください。', '2026-04-02 11:00+09');
