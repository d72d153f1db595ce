-- Courses that an organisation makes for its rounds of training: what is taught and asked, who has come how far, and the
-- sessions that are held in a room.

create table courses (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- the unit whose keeper of the ledger made it; null where the ledger belongs to the whole organisation
  unit_id uuid,
  -- the rounds of the pack that it is for
  rounds text[] not null,
  title text not null,
  -- what is written at the moment; what is taught stands in course_editions
  draft jsonb not null,
  -- the edition that is taught; 0 before the first
  edition int not null default 0,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  version int not null default 1,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  check ((edition = 0) = (state = 'draft'))
);

create table course_editions (
  organization_id uuid not null references organizations,
  course_id uuid not null,
  edition int not null,
  content jsonb not null,
  published_by uuid,
  published_at timestamptz not null,
  primary key (organization_id, course_id, edition),
  foreign key (organization_id, course_id) references courses
);

-- How far somebody has come in an edition of a course, for what she has open.
create table course_takings (
  organization_id uuid not null references organizations,
  id uuid not null,
  course_id uuid not null,
  edition int not null,
  occurrence_id uuid not null,
  person_id uuid not null,
  page int not null default 0,
  tries int not null default 0,
  -- how many answers were right the last time
  score int,
  passed_at timestamptz,
  -- the line of the ledger that passing wrote
  entry_id uuid,
  begun_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, occurrence_id, course_id, edition),
  foreign key (organization_id, course_id, edition) references course_editions,
  foreign key (organization_id, occurrence_id) references occurrences,
  check ((passed_at is null) = (entry_id is null))
);
create index course_takings_person on course_takings (organization_id, person_id, course_id);
create index course_takings_course on course_takings (organization_id, course_id);

create table course_sessions (
  organization_id uuid not null references organizations,
  id uuid not null,
  unit_id uuid,
  round text not null,
  title text not null,
  place text not null default '',
  begins_at timestamptz not null,
  -- whose people are invited; none: of all units
  units uuid[] not null default '{}',
  state text not null check (state in ('planned', 'ended', 'cancelled')),
  -- the line of the ledger that its end wrote
  entry_id uuid,
  held_by uuid,
  version int not null default 1,
  primary key (organization_id, id)
);
create index course_sessions_begins on course_sessions (organization_id, begins_at, id);

create table course_attendances (
  organization_id uuid not null references organizations,
  session_id uuid not null,
  person_id uuid not null,
  how text not null check (how in ('code', 'list')),
  at timestamptz not null,
  recorded_by uuid,
  primary key (organization_id, session_id, person_id),
  foreign key (organization_id, session_id) references course_sessions
);

call guard(array['courses', 'course_editions', 'course_takings', 'course_sessions', 'course_attendances']);
