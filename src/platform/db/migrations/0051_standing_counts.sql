-- How many there are of what the map tells, counted as it is written: each act adds what it changed by mechanism, kind and day,
-- so that the map of any day is a sum, and nobody waits for a row that another counts in.

-- The moment of the transaction as the program has it.
create function present_moment() returns timestamptz language sql stable
  as $$ select coalesce(nullif(current_setting('sekisho.now', true), '')::timestamptz, now()) $$;
create function day_of(at timestamptz) returns date language sql immutable
  as $$ select (at at time zone 'Asia/Tokyo')::date $$;
-- The place of an item in the pack by its name in answers.
create function item_place(item text) returns text language sql immutable
  as $$ select 'checklists/' || split_part(item, '/', 1) || '/items/' || split_part(item, '/', 2) $$;

create table standing_counts (
  organization_id uuid not null references organizations,
  id uuid not null default gen_random_uuid(),
  mechanism text not null,
  -- of an item: proved, declared, undecided, waived, finding, mended-proved, mended-declared (present answers), found (findings that are
  -- not closed), open (asked and not answered), fresh (of these, each subject once that has no present answer);
  -- of a round: member (what it goes through), never (of these, not once gone through), open
  what text not null,
  -- by when it is to be done; null where it has no date
  due_at timestamptz,
  day date not null,
  delta int not null,
  -- when something was recorded last
  last_at timestamptz,
  -- whether it is a sum already
  summed boolean not null default false,
  primary key (organization_id, id)
);
create index standing_counts_added on standing_counts (organization_id) where not summed;
create index standing_counts_summed on standing_counts (organization_id, mechanism, what, day) where summed;
call guard(array['standing_counts']);

-- An answer that is a finding, mended since: by the word of who did it, or looked at by another.
alter table standings add column mended text check (mended in ('declared', 'proved')), add column mended_at timestamptz;
-- What of the items is not answered yet; and of that, what is counted here as never answered by the subject.
alter table occurrences add column opened_at timestamptz, add column remaining text[] not null default '{}', add column fresh text[] not null default '{}';
-- Whether anything is asked of the member, and when it was gone through last.
alter table round_members add column asked boolean not null default true, add column through_at timestamptz;

-- From when to when an answer counts as what.
create function standing_marks(s standings) returns table (what text, at timestamptz, delta int) language sql immutable as $$
  select m.what, m.at, m.delta from (values
    (case s.outcome when 'finding' then 'finding' when 'kept' then s.proof else 'undecided' end, s.recorded_at, 1),
    (case s.outcome when 'finding' then 'finding' when 'kept' then s.proof else 'undecided' end,
      coalesce(case when s.outcome = 'finding' then s.mended_at when s.outcome = 'not-applicable' and s.accepted then s.accepted_at end, s.until_at), -1),
    (case when s.outcome = 'finding' then 'mended-' || s.mended when s.outcome = 'not-applicable' and s.accepted then 'waived' end,
      case when s.outcome = 'finding' then s.mended_at else s.accepted_at end, 1),
    (case when s.outcome = 'finding' then 'mended-' || s.mended when s.outcome = 'not-applicable' and s.accepted then 'waived' end, s.until_at, -1)
  ) m(what, at, delta) where m.what is not null and m.at is not null
$$;

-- ── answers ──
create function standings_came() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, day, delta, last_at)
    select s.organization_id, s.mechanism, m.what, day_of(m.at), sum(m.delta), max(s.recorded_at)
    from new_rows s cross join lateral standing_marks(s::standings) m group by 1, 2, 3, 4 having sum(m.delta) <> 0;
  update occurrences o set answered = o.answered
    from (select organization_id, subject_kind, subject_id, array_agg(split_part(mechanism, '/', 2) || '/' || split_part(mechanism, '/', 4)) as items
      from new_rows group by 1, 2, 3) s
    where o.organization_id = s.organization_id and o.subject_kind = s.subject_kind and o.subject_id = s.subject_id and o.closed_at is null and o.remaining && s.items;
  return null;
end $$;
create trigger standings_came after insert on standings referencing new table as new_rows for each statement execute function standings_came();

create function standings_changed() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, day, delta)
    select organization_id, mechanism, what, day_of(at), sum(delta) from (
      select s.organization_id, s.mechanism, m.what, m.at, m.delta from new_rows s cross join lateral standing_marks(s::standings) m
      union all
      select s.organization_id, s.mechanism, m.what, m.at, -m.delta from old_rows s cross join lateral standing_marks(s::standings) m
    ) d group by 1, 2, 3, 4 having sum(delta) <> 0;
  update occurrences o set answered = o.answered from new_rows s join old_rows b on b.organization_id = s.organization_id and b.id = s.id
    where s.accepted is distinct from b.accepted and o.organization_id = s.organization_id and o.id = s.occurrence_id and o.closed_at is null;
  return null;
end $$;
create trigger standings_changed after update on standings referencing old table as old_rows new table as new_rows for each statement execute function standings_changed();

-- An answer that ended, with no other in its place when all is done: whoever is asked has none.
create function standing_ended() returns trigger language plpgsql as $$
begin
  if not exists (select from standings s where s.organization_id = new.organization_id and s.mechanism = new.mechanism
      and s.subject_kind = new.subject_kind and s.subject_id = new.subject_id and s.until_at is null) then
    update occurrences o set answered = o.answered where o.organization_id = new.organization_id and o.subject_kind = new.subject_kind
      and o.subject_id = new.subject_id and o.closed_at is null and split_part(new.mechanism, '/', 2) || '/' || split_part(new.mechanism, '/', 4) = any(o.remaining);
  end if;
  return null;
end $$;
create constraint trigger standing_ended after update on standings deferrable initially deferred for each row
  when (old.until_at is null and new.until_at is not null) execute function standing_ended();

-- ── findings ──
-- Whether the present answers that some findings are about are mended.
create function mend_standings(ids uuid[]) returns void language sql as $$
  update standings s set mended = m.how, mended_at = m.at
  from (select distinct organization_id, mechanism, subject_kind, subject_id from findings where organization_id = current_organization() and id = any(ids)) k
  cross join lateral (
    select p.id, c.how, c.at from standings p left join lateral (
      select case when exists (select from finding_acts a where a.organization_id = f.organization_id and a.finding_id = f.id and a.what = 'verified') then 'proved' else 'declared' end as how,
        f.closed_at as at
      from findings f where f.organization_id = p.organization_id and f.mechanism = p.mechanism and f.subject_kind = p.subject_kind and f.subject_id = p.subject_id
        and f.closed_at >= p.recorded_at and not exists (select from findings o where o.organization_id = p.organization_id and o.mechanism = p.mechanism
          and o.subject_kind = p.subject_kind and o.subject_id = p.subject_id and o.state <> 'closed')
      order by f.closed_at desc limit 1) c on true
    where p.organization_id = k.organization_id and p.mechanism = k.mechanism and p.subject_kind = k.subject_kind and p.subject_id = k.subject_id
      and p.until_at is null and p.outcome = 'finding') m
  where s.organization_id = k.organization_id and s.id = m.id and (s.mended, s.mended_at) is distinct from (m.how, m.at)
$$;

create index findings_about on findings (organization_id, mechanism, subject_kind, subject_id);

create function findings_came() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, day, delta)
    select f.organization_id, f.mechanism, 'found', day_of(m.at), sum(m.delta)
    from new_rows f cross join lateral (values (f.found_at, 1), (f.closed_at, -1)) m(at, delta) where m.at is not null
    group by 1, 2, 4 having sum(m.delta) <> 0;
  perform mend_standings(array(select id from new_rows));
  return null;
end $$;
create trigger findings_came after insert on findings referencing new table as new_rows for each statement execute function findings_came();

create function findings_changed() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, day, delta)
    select organization_id, mechanism, 'found', day_of(at), sum(delta) from (
      select f.organization_id, f.mechanism, f.closed_at as at, -1 as delta from new_rows f where f.closed_at is not null
      union all
      select f.organization_id, f.mechanism, f.closed_at, 1 from old_rows f where f.closed_at is not null
    ) d group by 1, 2, 4 having sum(delta) <> 0;
  perform mend_standings(array(select f.id from new_rows f join old_rows b on b.organization_id = f.organization_id and b.id = f.id where f.state is distinct from b.state));
  return null;
end $$;
create trigger findings_changed after update on findings referencing old table as old_rows new table as new_rows for each statement execute function findings_changed();

create function finding_acts_came() returns trigger language plpgsql as $$
begin
  perform mend_standings(array(select finding_id from new_rows where what = 'verified'));
  return null;
end $$;
create trigger finding_acts_came after insert on finding_acts referencing new table as new_rows for each statement execute function finding_acts_came();

-- ── occurrences ──
-- What is not answered yet in an occurrence: the last answer to an item counts, unless it was refused that it does not apply.
create function occurrence_left() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.opened_at := coalesce(new.opened_at, present_moment());
  end if;
  if new.closed_at is not null then
    new.remaining := '{}';
    new.fresh := '{}';
    return new;
  end if;
  new.remaining := new.items;
  if tg_op = 'UPDATE' and new.items <> '{}' then
    new.remaining := array(
      select i.item from unnest(new.items) with ordinality i(item, n)
      left join (select distinct on (s.mechanism) s.mechanism, s.outcome = 'not-applicable' and s.accepted is not distinct from false as refused
        from standings s where s.organization_id = new.organization_id and s.occurrence_id = new.id
        order by s.mechanism, s.until_at desc nulls first, s.recorded_at desc, s.id desc) a on a.mechanism = item_place(i.item)
      where coalesce(a.refused, true) order by i.n);
  end if;
  new.fresh := '{}';
  if new.remaining <> '{}' then
    new.fresh := array(
      select i.item from unnest(new.remaining) with ordinality i(item, n)
      where item_place(i.item) <> all(array(select s.mechanism from standings s where s.organization_id = new.organization_id
          and s.subject_kind = new.subject_kind and s.subject_id = new.subject_id and s.until_at is null))
        and i.item <> all(array(select unnest(e.fresh) from occurrences e where e.organization_id = new.organization_id
          and e.subject_kind = new.subject_kind and e.subject_id = new.subject_id and e.closed_at is null and e.id <> new.id))
      order by i.n);
  end if;
  return new;
end $$;
create trigger occurrence_left before insert or update of items, answered, closed_at on occurrences for each row execute function occurrence_left();

-- When what a round goes through was gone through last; what ended because the subject or the edition was gone does not count.
create function gone_through(organization uuid, of_round text, kind text, subject text) returns timestamptz language sql stable as $$
  select max(c.closed_at) from occurrences c where c.organization_id = organization and c.subject_kind = kind and c.subject_id = subject and c.round = of_round
    and c.closed_at is not null and c.closed_with not in ('gone', 'edition')
$$;

create function occurrences_came() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, due_at, day, delta)
    select organization_id, mechanism, what, due_at, day, sum(delta) from (
      select o.organization_id, 'rounds/' || o.round as mechanism, 'open' as what, o.due_at, day_of(m.at) as day, m.delta
      from new_rows o cross join lateral (values (o.opened_at, 1), (o.closed_at, -1)) m(at, delta) where m.at is not null
      union all
      -- Most are asked alike: they are counted before their items are told apart.
      select g.organization_id, item_place(i.item), 'open', g.due_at, day_of(m.at), m.delta * g.count
      from (select organization_id, items, due_at, opened_at, closed_at, count(*) as count from new_rows where items <> '{}' group by 1, 2, 3, 4, 5) g
      cross join unnest(g.items) i(item) cross join lateral (values (g.opened_at, 1), (g.closed_at, -1)) m(at, delta) where m.at is not null
      union all
      select g.organization_id, item_place(i.item), 'fresh', null, day_of(g.opened_at), g.count
      from (select organization_id, fresh, opened_at, count(*) as count from new_rows where fresh <> '{}' group by 1, 2, 3) g cross join unnest(g.fresh) i(item)
    ) d group by 1, 2, 3, 4, 5 having sum(delta) <> 0;
  update round_members m set through_at = gone_through(m.organization_id, m.round, m.subject_kind, m.subject_id)
    from new_rows o where o.closed_at is not null and m.organization_id = o.organization_id and m.round = o.round
      and m.subject_kind = o.subject_kind and m.subject_id = o.subject_id;
  return null;
end $$;
create trigger occurrences_came after insert on occurrences referencing new table as new_rows for each statement execute function occurrences_came();

create function occurrences_changed() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows) then return null; end if;
  insert into standing_counts (organization_id, mechanism, what, due_at, day, delta)
    with changed as (
      select o.organization_id, o.round, o.due_at, o.closed_at, o.remaining, o.fresh, b.due_at as due_before, b.closed_at as closed_before,
        b.remaining as remaining_before, b.fresh as fresh_before, coalesce(case when o.closed_at is distinct from b.closed_at then o.closed_at end, present_moment()) as at
      from new_rows o join old_rows b on b.organization_id = o.organization_id and b.id = o.id
      where (o.due_at, o.closed_at, o.remaining, o.fresh) is distinct from (b.due_at, b.closed_at, b.remaining, b.fresh))
    select organization_id, mechanism, what, due_at, day_of(at), sum(delta) from (
      select organization_id, 'rounds/' || round as mechanism, 'open' as what, due_at, at, 1 as delta from changed where closed_at is null
      union all select organization_id, 'rounds/' || round, 'open', due_before, at, -1 from changed where closed_before is null
      union all select organization_id, item_place(i.item), 'open', due_at, at, 1 from changed cross join unnest(remaining) i(item)
      union all select organization_id, item_place(i.item), 'open', due_before, at, -1 from changed cross join unnest(remaining_before) i(item)
      union all select organization_id, item_place(i.item), 'fresh', null, at, 1 from changed cross join unnest(fresh) i(item)
      union all select organization_id, item_place(i.item), 'fresh', null, at, -1 from changed cross join unnest(fresh_before) i(item)
    ) d group by 1, 2, 3, 4, 5 having sum(delta) <> 0;
  update round_members m set through_at = gone_through(m.organization_id, m.round, m.subject_kind, m.subject_id)
    from new_rows o join old_rows b on b.organization_id = o.organization_id and b.id = o.id
    where (o.closed_at, o.closed_with) is distinct from (b.closed_at, b.closed_with) and m.organization_id = o.organization_id and m.round = o.round
      and m.subject_kind = o.subject_kind and m.subject_id = o.subject_id;
  -- What it was counted for as never answered, another that asks the same is counted for now.
  update occurrences e set answered = e.answered
    from new_rows o join old_rows b on b.organization_id = o.organization_id and b.id = o.id
    where b.fresh <> '{}' and not b.fresh <@ o.fresh and e.organization_id = o.organization_id and e.subject_kind = o.subject_kind
      and e.subject_id = o.subject_id and e.closed_at is null and e.id <> o.id and e.remaining && b.fresh;
  return null;
end $$;
create trigger occurrences_changed after update on occurrences referencing old table as old_rows new table as new_rows for each statement execute function occurrences_changed();

-- ── what rounds go through ──
create function member_through() returns trigger language plpgsql as $$
begin
  new.through_at := gone_through(new.organization_id, new.round, new.subject_kind, new.subject_id);
  return new;
end $$;
create trigger member_through before insert on round_members for each row when (new.subject_kind <> 'round') execute function member_through();

create function members_came() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, day, delta)
    select organization_id, 'rounds/' || round, m.what, day_of(m.at), sum(m.delta)
    from new_rows n cross join lateral (values ('member', n.seen_at, 1),
      (case when n.through_at is null or n.through_at > n.seen_at then 'never' end, n.seen_at, 1),
      (case when n.through_at > n.seen_at then 'never' end, n.through_at, -1)) m(what, at, delta)
    where n.subject_kind <> 'round' and n.asked and m.what is not null group by 1, 2, 3, 4 having sum(m.delta) <> 0;
  return null;
end $$;
create trigger members_came after insert on round_members referencing new table as new_rows for each statement execute function members_came();

create function members_changed() returns trigger language plpgsql as $$
begin
  insert into standing_counts (organization_id, mechanism, what, day, delta)
    select organization_id, 'rounds/' || round, what, day_of(at), sum(delta) from (
      select n.organization_id, n.round, m.what, coalesce(case when n.through_at is distinct from b.through_at then n.through_at end, present_moment()) as at, m.delta
      from new_rows n join old_rows b on b.organization_id = n.organization_id and b.round = n.round and b.subject_kind = n.subject_kind and b.subject_id = n.subject_id
      cross join lateral (values ('member', n.asked::int - b.asked::int),
        ('never', (n.asked and n.through_at is null)::int - (b.asked and b.through_at is null)::int)) m(what, delta)
      where n.subject_kind <> 'round'
    ) d group by 1, 2, 3, 4 having sum(delta) <> 0;
  return null;
end $$;
create trigger members_changed after update on round_members referencing old table as old_rows new table as new_rows for each statement execute function members_changed();

create function members_went() returns trigger language plpgsql as $$
begin
  -- Where the whole organisation is removed, nothing is counted.
  insert into standing_counts (organization_id, mechanism, what, day, delta)
    select b.organization_id, 'rounds/' || b.round, m.what, day_of(present_moment()), -count(*)
    from old_rows b cross join lateral (values ('member'), (case when b.through_at is null then 'never' end)) m(what)
    where b.organization_id = current_organization() and b.subject_kind <> 'round' and b.asked and m.what is not null group by 1, 2, 3;
  return null;
end $$;
create trigger members_went after delete on round_members referencing old table as old_rows for each statement execute function members_went();

-- ── sums ──
-- Puts what was added since into one sum a mechanism, kind, date and day.
create function sum_standing_counts() returns void language sql as $$
  with added as (delete from standing_counts where organization_id = current_organization() and not summed returning mechanism, what, due_at, day, delta, last_at),
  known as (delete from standing_counts c using (select distinct mechanism, what, due_at, day from added) a
    where c.organization_id = current_organization() and c.summed and c.mechanism = a.mechanism and c.what = a.what and c.day = a.day
      and c.due_at is not distinct from a.due_at returning c.mechanism, c.what, c.due_at, c.day, c.delta, c.last_at)
  insert into standing_counts (organization_id, mechanism, what, due_at, day, delta, last_at, summed)
  select current_organization(), mechanism, what, due_at, day, sum(delta), max(last_at), true
  from (select * from added union all select * from known) a group by mechanism, what, due_at, day having sum(delta) <> 0 or max(last_at) is not null
$$;

-- Counts everything anew from the rows. When items were answered in an occurrence that is closed is told by its answers.
create function count_standings(organization uuid) returns void language plpgsql as $$
begin
  delete from standing_counts where organization_id = organization;
  insert into standing_counts (organization_id, mechanism, what, due_at, day, delta, last_at, summed)
  select organization, mechanism, what, due_at, day_of(at), sum(delta), max(last_at), true from (
    select s.mechanism, m.what, null::timestamptz as due_at, m.at, m.delta, s.recorded_at as last_at
      from standings s cross join lateral standing_marks(s) m where s.organization_id = organization
    union all
    select f.mechanism, 'found', null, m.at, m.delta, null from findings f cross join lateral (values (f.found_at, 1), (f.closed_at, -1)) m(at, delta)
      where f.organization_id = organization
    union all
    select 'rounds/' || o.round, 'open', o.due_at, m.at, m.delta, null from occurrences o cross join lateral (values (o.opened_at, 1), (o.closed_at, -1)) m(at, delta)
      where o.organization_id = organization
    union all
    select item_place(i.item), w.what, case w.what when 'open' then o.due_at end, m.at, m.delta, null
      from occurrences o cross join unnest(o.items) i(item)
      cross join lateral (select min(s.recorded_at) as at from standings s where s.organization_id = o.organization_id and s.occurrence_id = o.id and s.mechanism = item_place(i.item)) a
      cross join lateral (values (o.opened_at, 1), (case when i.item <> all(o.remaining) then coalesce(a.at, o.closed_at, o.opened_at) end, -1)) m(at, delta)
      cross join lateral (values ('open'), (case when case when o.closed_at is null and i.item = any(o.remaining) then i.item = any(o.fresh) else not exists (select from standings b
          where b.organization_id = o.organization_id and b.mechanism = item_place(i.item) and b.subject_kind = o.subject_kind and b.subject_id = o.subject_id
            and b.recorded_at <= o.opened_at and (b.until_at is null or b.until_at > o.opened_at)) end then 'fresh' end)) w(what)
      where o.organization_id = organization and w.what is not null
    union all
    select 'rounds/' || n.round, m.what, null, m.at, m.delta, null from round_members n cross join lateral (values ('member', n.seen_at, 1),
        (case when n.through_at is null or n.through_at > n.seen_at then 'never' end, n.seen_at, 1),
        (case when n.through_at > n.seen_at then 'never' end, n.through_at, -1)) m(what, at, delta)
      where n.organization_id = organization and n.subject_kind <> 'round' and n.asked and m.what is not null
  ) d where at is not null group by 1, 2, 3, 4, 5 having sum(delta) <> 0 or max(last_at) is not null;
end $$;

-- What is there already. The mended first: what counts is worked out of them.
alter table occurrences disable trigger user;
alter table standings disable trigger user;
update standings s set mended = m.how, mended_at = m.at from (
  select distinct on (p.organization_id, p.id) p.organization_id, p.id, f.closed_at as at,
    case when exists (select from finding_acts a where a.organization_id = f.organization_id and a.finding_id = f.id and a.what = 'verified') then 'proved' else 'declared' end as how
  from standings p join findings f on f.organization_id = p.organization_id and f.mechanism = p.mechanism and f.subject_kind = p.subject_kind
    and f.subject_id = p.subject_id and f.closed_at >= p.recorded_at
  where p.until_at is null and p.outcome = 'finding' and not exists (select from findings o where o.organization_id = p.organization_id and o.mechanism = p.mechanism
    and o.subject_kind = p.subject_kind and o.subject_id = p.subject_id and o.state <> 'closed')
  order by p.organization_id, p.id, f.closed_at desc) m where s.organization_id = m.organization_id and s.id = m.id;
update occurrences o set opened_at = t.opened_at from round_turns t where t.organization_id = o.organization_id and t.id = o.turn_id;
update round_members m set through_at = gone_through(m.organization_id, m.round, m.subject_kind, m.subject_id) where m.subject_kind <> 'round';
alter table occurrences enable trigger user;
-- One after the other: what one is counted for, its neighbour is not.
do $$
declare o record;
begin
  for o in select organization_id, id from occurrences where closed_at is null order by organization_id, due_at, id loop
    update occurrences set answered = answered where organization_id = o.organization_id and id = o.id;
  end loop;
end $$;
alter table standings enable trigger user;
alter table occurrences alter column opened_at set not null;
delete from standing_counts;
do $$
declare o record;
begin
  for o in select organization_id from organizations loop perform count_standings(o.organization_id); end loop;
end $$;
