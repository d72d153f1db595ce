-- What is kept: lines of any register, with every version.

create table entries (
  organization_id uuid not null references organizations,
  id uuid not null,
  register text not null,
  number text not null,
  name text not null,
  kana text not null default '',
  fields jsonb not null,
  -- {axis: level}; null where the register has no classes
  class jsonb,
  -- the levels in the order of the pack's axes, strictest first in text order: '3.1.2'
  class_rank text not null default '',
  unit_id uuid,
  -- active · disposed · ended
  state text not null default 'active',
  copied_from uuid,
  -- the day on which the retention runs out, if it does
  keep_until date,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- bigrams of the searchable fields, and one lexeme for each value that can be filtered by (=field:value)
  search tsvector not null default '',
  primary key (organization_id, id),
  unique (organization_id, register, number),
  foreign key (organization_id, unit_id) references units,
  foreign key (organization_id, copied_from) references entries
);
create index entries_name on entries (organization_id, register, kana, id);
create index entries_unit on entries (organization_id, register, unit_id, kana, id);
create index entries_updated on entries (organization_id, register, updated_at, id);
create index entries_class on entries (organization_id, register, class_rank, kana, id);
create index entries_search on entries using gin (search);

create table entry_versions (
  organization_id uuid not null references organizations,
  entry_id uuid not null,
  version int not null,
  fields jsonb not null,
  class jsonb,
  unit_id uuid,
  state text not null,
  changed_by uuid,
  changed_at timestamptz not null,
  reason text,
  primary key (organization_id, entry_id, version),
  foreign key (organization_id, entry_id) references entries
);

-- entry ↔ entry (copy-of, part-of) and entry ↔ case (about)
create table links (
  organization_id uuid not null references organizations,
  from_kind text not null,
  from_id uuid not null,
  relation text not null,
  to_kind text not null,
  to_id uuid not null,
  primary key (organization_id, from_kind, from_id, relation, to_kind, to_id)
);
create index links_back on links (organization_id, to_kind, to_id, relation);

create table saved_views (
  organization_id uuid not null references organizations,
  id uuid not null,
  account_id uuid not null,
  register text not null,
  title text not null,
  view jsonb not null,
  primary key (organization_id, id)
);

create table imports (
  organization_id uuid not null references organizations,
  id uuid not null,
  register text not null,
  file_id uuid not null,
  -- checking · checked · importing · done · failed · cancelled
  status text not null,
  rows_total int not null default 0,
  rows_read int not null default 0,
  rows_good int not null default 0,
  rows_bad int not null default 0,
  rows_written int not null default 0,
  -- the first faults, each {row, column, detail}; all of them are in the fault file
  faults json not null default '[]',
  fault_file_id uuid,
  options json not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  error text,
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references files
);
call guard(array['entries', 'links', 'saved_views', 'imports']);
call guard(array['entry_versions'], 'select, insert');

-- Row-level security lets an index serve only operators that are known to leak nothing. `tsvector @@ tsquery` raises no error and
-- answers only yes or no, but is not marked so by PostgreSQL; marking it needs a superuser, which the local database is.
-- Elsewhere search works without it, only slower (docs/decisions/0004-search-under-row-level-security.md).
do $$ begin
  alter function ts_match_vq(tsvector, tsquery) leakproof;
exception when insufficient_privilege then
  raise notice 'search will not use its index: ask a superuser to run: alter function ts_match_vq(tsvector, tsquery) leakproof';
end $$;
