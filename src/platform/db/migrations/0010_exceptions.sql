-- Exceptions that cases granted; what deputies did and its holder has still to see; who may see a case; accounts that are suspended.

create table exceptions (
  organization_id uuid not null references organizations,
  id uuid not null,
  case_id uuid not null,
  number text not null,
  provisions text[] not null,
  -- for a person, a unit or an entry; for everyone where all three are empty
  person_id uuid,
  unit_id uuid,
  entry_id uuid,
  from_on date not null,
  until_on date not null,
  created_at timestamptz not null,
  -- revoked, or run out and closed
  ended_at timestamptz,
  -- the applicant was told that the end is near, and has said that it may end
  warned_at timestamptz,
  released_at timestamptz,
  primary key (organization_id, id),
  check (num_nonnulls(person_id, unit_id, entry_id) <= 1),
  check (until_on >= from_on),
  foreign key (organization_id, case_id) references cases,
  foreign key (organization_id, person_id) references persons,
  foreign key (organization_id, unit_id) references units,
  foreign key (organization_id, entry_id) references entries
);
create index exceptions_running on exceptions (organization_id, until_on) where ended_at is null;
create index exceptions_case on exceptions (organization_id, case_id);

-- 後閲: a line of a case's history that a deputy wrote, for the holder to see on return.
create table reviews (
  organization_id uuid not null references organizations,
  id uuid not null,
  case_id uuid not null,
  seq int not null,
  holder_id uuid not null,
  asked_at timestamptz,
  seen_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, case_id, seq) references case_steps,
  foreign key (organization_id, holder_id) references persons
);
create index reviews_waiting on reviews (organization_id, holder_id) where seen_at is null;
create index reviews_case on reviews (organization_id, case_id);

-- Only those whom the procedure names, and who act in it, see the case; the readers stand in its state.
alter table cases add column restricted boolean not null default false;
create index cases_restricted on cases (organization_id, id) where restricted;

alter table accounts add column suspended_at timestamptz;

call guard(array['exceptions', 'reviews']);
