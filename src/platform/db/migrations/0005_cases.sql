-- What happens: runs of procedures, and everything that waits for a person or a role.

create table cases (
  organization_id uuid not null references organizations,
  id uuid not null,
  procedure text not null,
  number text not null,
  subject text not null,
  status text not null check (status in ('open', 'ended')),
  outcome text,
  step text,
  applicant_id uuid not null,
  unit_id uuid not null,
  edition_hash text not null,
  -- the kernel's CaseState
  state jsonb not null,
  due_at timestamptz,
  version int not null default 1,
  opened_at timestamptz not null,
  ended_at timestamptz,
  search tsvector not null default '',
  primary key (organization_id, id),
  unique (organization_id, number),
  foreign key (organization_id, applicant_id) references persons,
  foreign key (organization_id, unit_id) references units
);
create index cases_opened on cases (organization_id, procedure, opened_at, id);
create index cases_unit on cases (organization_id, unit_id, opened_at, id);
create index cases_applicant on cases (organization_id, applicant_id, opened_at, id);
create index cases_search on cases using gin (search);

create table case_steps (
  organization_id uuid not null references organizations,
  case_id uuid not null,
  seq int not null,
  step text not null,
  decision text not null,
  actor_id uuid,
  -- holder · deputy · next · applicant · person · program
  acted_as text not null,
  instead_of uuid,
  role text,
  comment text,
  filled jsonb not null default '{}',
  confirmed text[] not null default '{}',
  at timestamptz not null,
  primary key (organization_id, case_id, seq),
  foreign key (organization_id, case_id) references cases
);

create table tasks (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- step: act on a case · read: see and close
  kind text not null,
  case_id uuid,
  step text,
  title text not null,
  -- who: a person, or a role at a place
  person_id uuid,
  role text,
  scope text,
  scope_id text,
  -- persons who may not do it (the applicant …)
  excluded uuid[] not null default '{}',
  due_at timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  primary key (organization_id, id),
  check ((person_id is not null) <> (role is not null)),
  foreign key (organization_id, case_id) references cases
);
create index tasks_person on tasks (organization_id, person_id, due_at) where done_at is null;
create index tasks_role on tasks (organization_id, role, scope, scope_id, due_at) where done_at is null;
create index tasks_case on tasks (organization_id, case_id);

create table reminders (
  organization_id uuid not null references organizations,
  task_id uuid not null,
  person_id uuid not null,
  on_date date not null,
  sent_at timestamptz not null,
  primary key (organization_id, task_id, person_id, on_date),
  foreign key (organization_id, task_id) references tasks
);

create table notices (
  organization_id uuid not null references organizations,
  id uuid not null,
  person_id uuid not null,
  case_id uuid,
  message text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references persons
);
create index notices_person on notices (organization_id, person_id, at) where read_at is null;
call guard(array['cases', 'tasks', 'reminders', 'notices']);
call guard(array['case_steps'], 'select, insert');
