-- Looking at others: who was named to do it, samples as they were drawn, how bad what was found is, and notes of one's own.

-- Who looks at the subject of an occurrence besides those whom the policy names; a reason says why somebody of its own unit does.
create table occurrence_members (
  organization_id uuid not null references organizations,
  occurrence_id uuid not null,
  person_id uuid not null,
  named_by uuid,
  named_at timestamptz not null,
  reason text,
  primary key (organization_id, occurrence_id, person_id),
  foreign key (organization_id, occurrence_id) references occurrences
);

create table audit_samples (
  organization_id uuid not null references organizations,
  id uuid not null,
  occurrence_id uuid not null,
  -- the item that they are drawn for, as answers name it: audit/server/power
  item text not null,
  -- cases/take-out, lines/assets
  source text not null,
  -- the number of the draw: the same records come out of the same number
  number int not null,
  size int not null,
  -- out of how many, and of which time
  population int not null,
  from_on date not null,
  until_on date not null,
  -- what the records said on the day of the draw
  drawn jsonb not null,
  -- what whoever looked said of each, by its id: kept or wrong
  marks jsonb not null default '{}',
  drawn_by uuid,
  drawn_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, occurrence_id) references occurrences
);
create index audit_samples_of on audit_samples (organization_id, occurrence_id, drawn_at, id);

-- How bad what an item of an audit showed is.
create table audit_grades (
  organization_id uuid not null references organizations,
  occurrence_id uuid not null,
  item text not null,
  grade text not null check (grade in ('nonconformity', 'improvement', 'recommendation')),
  graded_by uuid,
  graded_at timestamptz not null,
  primary key (organization_id, occurrence_id, item),
  foreign key (organization_id, occurrence_id) references occurrences
);

-- For the eyes of whoever wrote it.
create table audit_notes (
  organization_id uuid not null references organizations,
  occurrence_id uuid not null,
  item text not null,
  person_id uuid not null,
  note text not null,
  noted_at timestamptz not null,
  primary key (organization_id, occurrence_id, item, person_id),
  foreign key (organization_id, occurrence_id) references occurrences
);
call guard(array['occurrence_members', 'audit_samples', 'audit_grades', 'audit_notes']);
