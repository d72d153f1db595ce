insert into occurrence_members (organization_id, occurrence_id, person_id, named_at)
  select o.organization_id, o.id, p.id, '2026-11-06 09:00+09' from occurrences o join persons p on p.organization_id = o.organization_id order by p.id limit 1;
insert into audit_samples (organization_id, id, occurrence_id, item, source, number, size, population, from_on, until_on, drawn, drawn_at)
  select organization_id, md5('sample')::uuid, id, 'audit/device/locked', 'lines/devices', 7, 1, 3, '2026-04-01', '2026-11-06', '[]', '2026-11-06 09:00+09' from occurrences limit 1;
insert into audit_grades (organization_id, occurrence_id, item, grade, graded_at)
  select organization_id, id, 'audit/device/locked', 'improvement', '2026-11-06 09:00+09' from occurrences limit 1;
insert into audit_notes (organization_id, occurrence_id, item, person_id, note, noted_at)
  select organization_id, occurrence_id, 'audit/device/locked', person_id, 'あとで見る', named_at from occurrence_members;
