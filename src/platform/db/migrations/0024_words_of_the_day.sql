-- What an ended case and the versions of an entry say is what they said on their day, whatever units, people and editions are called later.

-- Of an ended case: the names of the people, units and entries in it by id, its titles and its seals. Cases that ended earlier get the names as they are
-- now, and the edition that was in force when they ended; their titles are read from that edition.
alter table cases add column record json;
update cases c set
  edition_hash = coalesce((select e.hash from pack_editions e
    where e.organization_id = c.organization_id and e.adopted_at <= c.ended_at order by e.adopted_at desc limit 1), c.edition_hash),
  record = json_build_object(
    'persons', coalesce((select json_object_agg(p.id, p.name) from persons p
      where p.organization_id = c.organization_id and (p.id = c.applicant_id or p.id in (
        select m[1]::uuid from regexp_matches(c.state::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as m))), '{}'),
    'units', coalesce((select json_object_agg(u.id, u.title) from units u
      where u.organization_id = c.organization_id and (u.id = c.unit_id or u.id in (
        select m[1]::uuid from regexp_matches(c.state::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as m))), '{}'),
    'entries', coalesce((select json_object_agg(e.id, e.name) from entries e
      where e.organization_id = c.organization_id and e.id in (
        select m[1]::uuid from regexp_matches(c.state::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as m)), '{}'))
  where c.status = 'ended';
-- An ended case keeps its record, an open one has none.
alter table cases add constraint cases_record_check check ((record is not null) = (status = 'ended'));

alter table entry_versions add column unit_title text, add column changed_by_name text;
update entry_versions v set
  unit_title = (select u.title from units u where u.organization_id = v.organization_id and u.id = v.unit_id),
  changed_by_name = (select p.name from persons p where p.organization_id = v.organization_id and p.id = v.changed_by);
