-- Recurring work: its turns, what each subject of a turn is asked, how everything stands by the answers, and findings.

create table round_turns (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- the round of the pack, and what tells the turn from its others: 2026, 2026-10, new/2026-10-05, hand/<id>
  round text not null,
  period text not null,
  -- the edition that the turn keeps to its end
  edition_hash text not null,
  title text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  -- who thought it was needed, and why; null where cadence or an occasion opened it
  begun_by uuid,
  reason text,
  closed_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, round, period)
);
create index round_turns_opened on round_turns (organization_id, round, opened_at, id);
create index round_turns_open on round_turns (organization_id) where closed_at is null;

-- Who was in what a round goes through when it was last looked at: tells who came in, went out, or changed the unit.
create table round_members (
  organization_id uuid not null references organizations,
  round text not null,
  -- 'round': when it was first looked at
  subject_kind text not null check (subject_kind in ('round', 'organization', 'unit', 'person', 'line')),
  subject_id text not null,
  title text not null,
  unit_id uuid,
  seen_at timestamptz not null,
  primary key (organization_id, round, subject_kind, subject_id)
);

-- One subject of a turn.
create table occurrences (
  organization_id uuid not null references organizations,
  id uuid not null,
  turn_id uuid not null,
  round text not null,
  subject_kind text not null check (subject_kind in ('organization', 'unit', 'person', 'line')),
  -- '' is the organisation
  subject_id text not null,
  -- as it was called on the day
  subject_title text not null,
  unit_id uuid,
  due_at timestamptz not null,
  asked int not null,
  -- the items that are asked, as answers name them: server/power
  items text[] not null default '{}',
  answered int not null default 0,
  -- how many of the answers are 対象外 that nobody has decided yet
  waiting int not null default 0,
  -- how many of the round's rules for lateness have been carried out
  told int not null default 0,
  closed_at timestamptz,
  closed_by uuid,
  closed_as text check (closed_as in ('self', 'deputy', 'program')),
  -- what closed it: answers, reading, line/<id>, case/<id>, meeting/<id>, later, edition, gone
  closed_with text,
  primary key (organization_id, id),
  unique (organization_id, turn_id, subject_kind, subject_id),
  foreign key (organization_id, turn_id) references round_turns,
  check ((closed_at is null) = (closed_with is null))
);
create index occurrences_open on occurrences (organization_id, due_at, id) where closed_at is null;
create index occurrences_subject on occurrences (organization_id, subject_kind, subject_id, round);
create index occurrences_closed on occurrences (organization_id, round, closed_at) where closed_at is not null;
create index occurrences_shown on occurrences (organization_id, turn_id, subject_title, id);

-- To whom an occurrence belongs, as seats and persons, worked out of records and policy: who does it, who mends what is found,
-- who looks whether it is mended, who accepts that something does not apply, and who hears of it when it is late.
create table occurrence_parties (
  organization_id uuid not null references organizations,
  occurrence_id uuid not null,
  turn_id uuid not null,
  part text not null check (part in ('does', 'mends', 'verifies', 'waives', 'hears')),
  place text not null,
  primary key (organization_id, occurrence_id, part, place),
  foreign key (organization_id, occurrence_id) references occurrences
);
create index occurrence_parties_turn on occurrence_parties (organization_id, turn_id, place, part, occurrence_id);
create index occurrence_parties_of on occurrence_parties (organization_id, place, part, occurrence_id);

-- How an item stands for a subject: from an answer until the next.
create table standings (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- the place of the item in the pack: checklists/server/items/power
  mechanism text not null,
  subject_kind text not null check (subject_kind in ('organization', 'unit', 'person', 'line')),
  subject_id text not null,
  occurrence_id uuid not null,
  value jsonb,
  outcome text not null check (outcome in ('kept', 'finding', 'not-applicable')),
  proof text not null check (proof in ('declared', 'proved')),
  comment text,
  files uuid[] not null default '{}',
  answered_by uuid,
  answered_at timestamptz not null,
  recorded_at timestamptz not null,
  via text not null check (via in ('person', 'machine')),
  -- whether who may say so has accepted that it does not apply; null until then
  accepted boolean,
  accepted_by uuid,
  accepted_at timestamptz,
  acceptance text,
  -- null while it is the present one
  until_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, occurrence_id) references occurrences
);
create unique index standings_present on standings (organization_id, mechanism, subject_kind, subject_id) where until_at is null;
create index standings_subject on standings (organization_id, subject_kind, subject_id, mechanism, recorded_at);
create index standings_occurrence on standings (organization_id, occurrence_id, mechanism, recorded_at);

-- What is not as it shall be, until it is.
create table findings (
  organization_id uuid not null references organizations,
  id uuid not null,
  mechanism text not null,
  -- the checklist that asked, whose rules of mending hold, and the item as answers name it: server/power
  checklist text not null,
  item text not null,
  subject_kind text not null check (subject_kind in ('organization', 'unit', 'person', 'line')),
  subject_id text not null,
  subject_title text not null,
  unit_id uuid,
  occurrence_id uuid not null,
  standing_id uuid not null,
  found_by uuid,
  found_at timestamptz not null,
  due_on date not null,
  state text not null check (state in ('open', 'mended', 'closed')),
  version int not null default 1,
  closed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, occurrence_id) references occurrences,
  foreign key (organization_id, standing_id) references standings,
  check ((state = 'closed') = (closed_at is not null))
);
create unique index findings_open on findings (organization_id, mechanism, subject_kind, subject_id) where state <> 'closed';
create index findings_due on findings (organization_id, due_on, id);
create index findings_occurrence on findings (organization_id, occurrence_id);

create table finding_acts (
  organization_id uuid not null references organizations,
  id uuid not null,
  finding_id uuid not null,
  what text not null check (what in ('mended', 'returned', 'verified')),
  at timestamptz not null,
  person_id uuid,
  comment text,
  files uuid[] not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, finding_id) references findings
);
create index finding_acts_of on finding_acts (organization_id, finding_id, at, id);
call guard(array['round_turns', 'round_members', 'occurrences', 'occurrence_parties', 'standings', 'findings', 'finding_acts']);
