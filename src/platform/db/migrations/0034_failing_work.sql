-- Failing work as administrators see it: its cause as a word of the program, and whether somebody has it in hand.

alter table outbox
  add column cause text,
  -- until when the process that has it in hand may keep it
  add column claimed_until timestamptz;
alter table recurring_failures add column cause text;

create or replace function claim_work(at timestamptz, until timestamptz, wanted text, known text[], served uuid[], full_ones uuid[])
  returns table (organization_id uuid, id uuid)
  language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare
  candidate uuid;
  found_id uuid;
begin
  for candidate in
    select o.organization_id from organizations o
    where o.organization_id <> all (full_ones)
    order by array_position(served, o.organization_id) nulls first, o.organization_id
  loop
    if wanted is not null then
      select o.id into found_id from outbox o
      where o.organization_id = candidate and o.kind = wanted and o.done_at is null and o.abandoned_at is null
        and (o.next_at <= at or o.attempts = 0 and o.error is null or o.next_at > at + interval '1 day')
      order by o.next_at limit 1 for update skip locked;
    else
      select o.id into found_id from outbox o
      where o.organization_id = candidate and o.kind <> all (known) and o.done_at is null and o.abandoned_at is null
        and (o.next_at <= at or o.attempts = 0 and o.error is null or o.next_at > at + interval '1 day')
      order by o.next_at limit 1 for update skip locked;
    end if;
    if found_id is not null then
      update outbox o set attempts = o.attempts + 1, next_at = until, claimed_until = until
        where o.organization_id = candidate and o.id = found_id;
      return query select candidate, found_id;
      return;
    end if;
  end loop;
end $$;
