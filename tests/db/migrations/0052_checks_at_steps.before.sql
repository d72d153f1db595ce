insert into round_turns (organization_id, id, round, period, edition_hash, title, opened_at, due_at)
  select organization_id, md5('turn of a round')::uuid, 'servers', '2027', 'h', '令和9年度', '2027-04-01 09:00+09', '2027-10-31 09:00+09' from persons order by id limit 1;
