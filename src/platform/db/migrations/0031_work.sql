-- Background work: claimed over all organisations, given up after its last try; recurring work that fails;
-- the key that this database belongs to.

-- Work that was tried for the last time. It waits for an administrator: try again, or give up (done_at).
alter table outbox add column abandoned_at timestamptz;
drop index outbox_waiting;
create index outbox_waiting on outbox (organization_id, kind, next_at) where done_at is null and abandoned_at is null;
create index outbox_open on outbox (organization_id, created_at) where done_at is null;

-- Recurring work that failed when it last ran; the row goes when it succeeds.
create table recurring_failures (
  organization_id uuid not null references organizations,
  job text not null,
  since timestamptz not null,
  last_at timestamptz not null,
  failures int not null,
  error text not null,
  primary key (organization_id, job)
);
call guard(array['recurring_failures']);

-- Claims one piece of work of a kind (null: of any kind but the known ones) for whoever calls, over all organisations
-- but those that are full. Organisations that were never served come first, then the one served longest ago. It
-- gives away no more than which work it is: the caller reads it inside its organisation.
-- Work that never failed is always due, and so is what lies further ahead than any pause: the clock was set back.
create function claim_work(at timestamptz, until timestamptz, wanted text, known text[], served uuid[], full_ones uuid[])
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
      update outbox o set attempts = o.attempts + 1, next_at = until where o.organization_id = candidate and o.id = found_id;
      return query select candidate, found_id;
      return;
    end if;
  end loop;
end $$;

-- How much waits, fails and was given up on in all organisations together, for monitoring.
create function work_counts() returns table (waiting bigint, failing bigint, abandoned bigint, recurring bigint, oldest timestamptz)
  language sql stable security definer set search_path = public as $$
  select count(*) filter (where abandoned_at is null),
    count(*) filter (where abandoned_at is null and error is not null),
    count(*) filter (where abandoned_at is not null),
    (select count(*) from recurring_failures),
    min(created_at) filter (where abandoned_at is null)
  from outbox where done_at is null
$$;
revoke all on function claim_work(timestamptz, timestamptz, text, text[], uuid[], uuid[]), work_counts() from public;
grant execute on function claim_work(timestamptz, timestamptz, text, text[], uuid[], uuid[]), work_counts() to sekisho_app;

-- Wakes whoever listens as soon as there is work.
create function work_waits() returns trigger language plpgsql as $$
begin
  perform pg_notify('sekisho_work', '');
  return null;
end $$;
create trigger work_waits after insert on outbox for each statement execute function work_waits();

-- The fingerprint of the key of this installation: one row, of no organisation, for the owner only.
create table installation (
  only_row boolean primary key default true check (only_row),
  key_fingerprint bytea not null
);
alter table installation enable row level security;
revoke all on installation from public;
