-- The start list of an organisation, what its document says otherwise than the pack, its former names, and who acts during an absence.

-- Lines of the start list that somebody put aside, with a word about why.
create table start_asides (
  organization_id uuid not null references organizations,
  line text not null,
  word text not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (organization_id, line)
);

-- Mails that somebody sent to themselves to see whether mail arrives at the mail server.
create table mail_trials (
  organization_id uuid not null references organizations,
  id uuid not null,
  person_id uuid not null,
  address text not null,
  asked_at timestamptz not null,
  -- when the mail server took it
  sent_at timestamptz,
  primary key (organization_id, id)
);

-- What was decided about a difference between a document and the pack; `place` counts the differences of its summary.
create table departure_decisions (
  organization_id uuid not null references organizations,
  document_id uuid not null,
  place int not null,
  decision text not null check (decision in ('as-is', 'mend')),
  comment text not null,
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (organization_id, document_id, place),
  foreign key (organization_id, document_id) references documents
);

-- What an organisation was called until a moment.
create table organization_titles (
  organization_id uuid not null references organizations,
  until timestamptz not null,
  title text not null,
  primary key (organization_id, until)
);

-- Who acts for a seat of an absent person, and what they answered. No person: nobody is there to act.
create table absence_deputies (
  organization_id uuid not null references organizations,
  id uuid not null,
  absence_id uuid not null,
  role text not null,
  scope text not null,
  scope_id text not null default '',
  person_id uuid,
  answer text check (answer in ('yes', 'no')),
  comment text,
  answered_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, absence_id) references absences
);
create index absence_deputies_of on absence_deputies (organization_id, absence_id);
call guard(array['start_asides', 'mail_trials', 'departure_decisions', 'organization_titles', 'absence_deputies']);
