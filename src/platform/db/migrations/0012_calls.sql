-- Calls through the emergency network, as a drill or in earnest: whom it reached, and what each of them answered when.

create table calls (
  organization_id uuid not null references organizations,
  id uuid not null,
  drill boolean not null,
  message text not null,
  started_by uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id)
);

create table call_answers (
  organization_id uuid not null references organizations,
  call_id uuid not null,
  person_id uuid not null,
  -- the role of the network for which the person was called, and the order in it
  role text not null,
  position int not null,
  -- of the secrets in the links that were sent: each stays good
  token_hashes bytea[] not null,
  told_at timestamptz not null,
  told int not null default 1,
  -- ready: received and able to act · later: received, not able at once · help: needs help
  state text check (state in ('ready', 'later', 'help')),
  note text,
  answered_at timestamptz,
  -- link · self · keeper (who was told by telephone)
  answered_by text check (answered_by in ('link', 'self', 'keeper')),
  primary key (organization_id, call_id, person_id),
  foreign key (organization_id, call_id) references calls,
  foreign key (organization_id, person_id) references persons
);
call guard(array['calls', 'call_answers']);
