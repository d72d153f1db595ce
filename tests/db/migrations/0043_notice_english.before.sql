insert into start_asides (organization_id, line, word, person_id, at)
  select organization_id, 'mail', 'あとで', id, '2026-11-05 09:00+09' from persons order by id limit 1;
insert into mail_trials (organization_id, id, person_id, address, asked_at)
  select organization_id, md5('trial')::uuid, id, 'a@example.jp', '2026-11-05 09:00+09' from persons order by id limit 1;
insert into departure_decisions (organization_id, document_id, place, decision, comment, decided_at)
  select organization_id, id, 1, 'as-is', 'そのまま', '2026-11-05 09:00+09' from documents order by id limit 1;
insert into organization_titles (organization_id, until, title) values (md5('village')::uuid, '2026-11-05 09:00+09', '旧村');
insert into absence_deputies (organization_id, id, absence_id, role, scope)
  select organization_id, md5('deputy')::uuid, id, 'ciso', 'organization' from absences order by id limit 1;
