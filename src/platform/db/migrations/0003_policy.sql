-- The policy: editions of the pack, the imported document and the wording of its provisions.

create table pack_editions (
  organization_id uuid not null references organizations,
  hash text not null,
  pack text not null,
  title text not null,
  edition text not null,
  in_force_from date not null,
  in_force_to date,
  -- every source file of the pack and of those it extends, so that an edition outlives the folder
  sources json not null,
  adopted_at timestamptz not null,
  primary key (organization_id, hash)
);

create table documents (
  organization_id uuid not null references organizations,
  id uuid not null,
  title text not null,
  file_id uuid not null,
  imported_at timestamptz not null,
  imported_by uuid,
  -- counts and the list of departures from the pack
  summary json not null,
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references files
);

create table provisions (
  organization_id uuid not null references organizations,
  edition_hash text not null,
  ref text not null,
  document_id uuid not null,
  original text not null,
  line int,
  path text[] not null default '{}',
  -- how the document's reading departs from the pack, in a sentence; null where it agrees
  departure text,
  primary key (organization_id, edition_hash, ref),
  foreign key (organization_id, document_id) references documents
);

create table standings (
  organization_id uuid not null references organizations,
  mechanism text not null,
  subject text not null,
  proof_at timestamptz,
  outcome text not null,
  next_due timestamptz,
  excepted_until timestamptz,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (organization_id, mechanism, subject, valid_from)
);
call guard(array['pack_editions', 'documents', 'provisions', 'standings']);
