-- Everything that tables share: who the session is for, and the rule that holds every query to it.

create function current_organization() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('sekisho.organization', true), '')::uuid $$;

-- Puts the row-level rule on a table and lets the program's role use it.
create procedure guard(tables text[], privileges text default 'select, insert, update, delete')
  language plpgsql as $$
declare t text;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organization on %I using (organization_id = current_organization()) with check (organization_id = current_organization())', t);
    execute format('revoke all on %I from public', t);
    execute format('grant %s on %I to sekisho_app', privileges, t);
  end loop;
end $$;

create table organizations (
  organization_id uuid primary key,
  slug text not null unique,
  title text not null,
  pack text not null,
  edition_hash text not null,
  demo boolean not null default false,
  -- counts up with every change to people, units, posts, roles, absences, systems or the pack: caches are keyed by it
  revision bigint not null default 1,
  created_at timestamptz not null
);
call guard(array['organizations'], 'select, insert, update');

-- Reached before anyone is signed in, therefore outside the rule, and giving away nothing but the id.
create function organization_of(wanted text) returns uuid
  language sql stable security definer set search_path = public
  as $$ select organization_id from organizations where slug = wanted $$;
create function organization_ids() returns setof uuid
  language sql stable security definer set search_path = public
  as $$ select organization_id from organizations order by organization_id $$;
revoke all on function organization_of(text), organization_ids() from public;
grant execute on function organization_of(text), organization_ids(), current_organization() to sekisho_app;

-- ── journal: append-only, hash-chained for each organization ──
create table journal_heads (
  organization_id uuid primary key references organizations,
  seq bigint not null,
  hash bytea not null
);
call guard(array['journal_heads'], 'select');

create table journal (
  organization_id uuid not null references organizations,
  seq bigint not null,
  at timestamptz not null,
  -- the person who acted; null where the program itself acted
  actor uuid,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  -- kept as the exact text that was hashed
  detail json not null,
  previous bytea not null,
  hash bytea not null,
  primary key (organization_id, seq)
);
create index journal_subject on journal (organization_id, subject_kind, subject_id, seq);
create index journal_actor on journal (organization_id, actor, seq);
call guard(array['journal'], 'select');

-- What is hashed: previous hash, then the fields, one a line. src/platform/journal/verify.ts computes the same.
create function journal_text(seq bigint, at timestamptz, actor uuid, action text, subject_kind text, subject_id text, detail text) returns text
  language sql immutable parallel safe
  as $$ select concat_ws(E'\n', seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(actor::text, '-'), action, subject_kind, subject_id, detail) $$;

-- The only way to write the journal. The row of the head is locked until the transaction ends, so call it last.
create function journal_append(at timestamptz, actor uuid, action text, subject_kind text, subject_id text, detail text) returns bigint
  language plpgsql security definer set search_path = public as $$
declare
  org uuid := current_organization();
  head journal_heads;
  next_hash bytea;
begin
  select * into strict head from journal_heads h where h.organization_id = org for update;
  next_hash := sha256(head.hash || convert_to(journal_text(head.seq + 1, at, actor, action, subject_kind, subject_id, detail), 'UTF8'));
  insert into journal values (org, head.seq + 1, at, actor, action, subject_kind, subject_id, detail::json, head.hash, next_hash);
  update journal_heads h set seq = head.seq + 1, hash = next_hash where h.organization_id = org;
  return head.seq + 1;
end $$;

create function journal_begin() returns void
  language sql security definer set search_path = public
  as $$ insert into journal_heads values (current_organization(), 0, sha256(convert_to(current_organization()::text, 'UTF8'))) $$;
revoke all on function journal_append(timestamptz, uuid, text, text, text, text), journal_begin() from public;
grant execute on function journal_append(timestamptz, uuid, text, text, text, text), journal_begin(), journal_text(bigint, timestamptz, uuid, text, text, text, text) to sekisho_app;

-- ── what requests and jobs need ──
create table idempotency_keys (
  organization_id uuid not null references organizations,
  account_id uuid not null,
  key text not null,
  request_hash bytea not null,
  response json,
  at timestamptz not null,
  primary key (organization_id, account_id, key)
);

create table outbox (
  organization_id uuid not null references organizations,
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  attempts int not null default 0,
  next_at timestamptz not null,
  done_at timestamptz,
  error text,
  primary key (organization_id, id)
);
create index outbox_waiting on outbox (organization_id, next_at) where done_at is null;

-- Counters of numbers that follow the 年度 (持出R8-0012).
create table numbers (
  organization_id uuid not null references organizations,
  series text not null,
  fiscal_year int not null,
  last int not null,
  primary key (organization_id, series, fiscal_year)
);

create table drafts (
  organization_id uuid not null references organizations,
  account_id uuid not null,
  key text not null,
  content jsonb not null,
  saved_at timestamptz not null,
  primary key (organization_id, account_id, key)
);

create table files (
  organization_id uuid not null references organizations,
  id uuid not null,
  sha256 text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  -- not-scanned · clean · infected
  scan text not null default 'not-scanned',
  primary key (organization_id, id)
);
create index files_content on files (organization_id, sha256);
call guard(array['idempotency_keys', 'outbox', 'numbers', 'drafts', 'files']);
