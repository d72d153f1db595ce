insert into round_turns (organization_id, id, round, period, edition_hash, title, opened_at, due_at)
  select organization_id, md5('turn')::uuid, 'devices', '2026', 'h', '令和8年度', '2026-11-05 09:00+09', '2026-12-05 09:00+09' from persons order by id limit 1;
insert into round_members (organization_id, round, subject_kind, subject_id, title, seen_at)
  select organization_id, round, 'organization', '', '全体', opened_at from round_turns;
insert into occurrences (organization_id, id, turn_id, round, subject_kind, subject_id, subject_title, due_at, asked, items, answered)
  select organization_id, md5('occurrence')::uuid, id, round, 'organization', '', '全体', due_at, 2, '{device/locked,device/patched}', 2 from round_turns;
insert into occurrence_parties (organization_id, occurrence_id, turn_id, part, place)
  select organization_id, id, turn_id, 'does', '|ciso|organization|' from occurrences;
insert into standings (organization_id, id, mechanism, subject_kind, subject_id, occurrence_id, outcome, proof, answered_at, recorded_at, via)
  select organization_id, md5(outcome)::uuid, 'checklists/device/items/' || item, 'organization', '', id, outcome, 'declared', '2026-11-06 09:00+09', '2026-11-06 09:00+09', 'person'
  from occurrences cross join (values ('locked', 'kept'), ('patched', 'finding')) a(item, outcome);
insert into findings (organization_id, id, mechanism, checklist, item, subject_kind, subject_id, subject_title, occurrence_id, standing_id, found_at, due_on, state)
  select organization_id, md5('found')::uuid, mechanism, 'device', 'device/patched', subject_kind, subject_id, '全体', occurrence_id, id, answered_at, '2026-12-06', 'mended'
  from standings where outcome = 'finding';
insert into finding_acts (organization_id, id, finding_id, what, at)
  select organization_id, md5('act')::uuid, id, 'mended', '2026-11-07 09:00+09' from findings;
