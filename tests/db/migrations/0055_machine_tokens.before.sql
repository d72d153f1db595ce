insert into courses (organization_id, id, rounds, title, draft, edition, state, changed_at)
  select organization_id, md5('course')::uuid, '{devices}', '端末の研修', '{}', 1, 'published', '2026-11-06 09:00+09' from occurrences limit 1;
insert into course_editions (organization_id, course_id, edition, content, published_at)
  select organization_id, id, 1, '{}', changed_at from courses;
insert into course_takings (organization_id, id, course_id, edition, occurrence_id, person_id, begun_at)
  select o.organization_id, md5('taking')::uuid, md5('course')::uuid, 1, o.id, m.person_id, '2026-11-07 09:00+09' from occurrences o join occurrence_members m on m.organization_id = o.organization_id and m.occurrence_id = o.id;
insert into course_sessions (organization_id, id, round, title, begins_at, state)
  select organization_id, md5('session')::uuid, 'devices', '端末の研修', '2026-11-20 10:00+09', 'planned' from courses;
insert into course_attendances (organization_id, session_id, person_id, how, at)
  select s.organization_id, s.id, m.person_id, 'list', '2026-11-20 10:00+09' from course_sessions s join occurrence_members m on m.organization_id = s.organization_id;
