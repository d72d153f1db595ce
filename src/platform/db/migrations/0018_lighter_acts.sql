-- What every act pays for, made lighter.

-- A function in SQL is planned anew each time that it is called from another; one in PL/pgSQL is planned once for each connection.
create or replace function journal_text(seq bigint, at timestamptz, actor uuid, action text, subject_kind text, subject_id text, detail text) returns text
  language plpgsql immutable parallel safe
  as $$ begin
    return concat_ws(E'\n', seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(actor::text, '-'), action, subject_kind, subject_id, detail);
  end $$;

-- The head remembers the hash before its own, so that locking it, reading it and moving it on are one statement.
alter table journal_heads add column previous bytea;
create or replace function journal_append(at timestamptz, actor uuid, action text, subject_kind text, subject_id text, detail text) returns bigint
  language plpgsql security definer set search_path = public as $$
declare
  org uuid := current_organization();
  head journal_heads;
begin
  update journal_heads h set seq = h.seq + 1, previous = h.hash,
      hash = sha256(h.hash || convert_to(journal_text(h.seq + 1, at, actor, action, subject_kind, subject_id, detail), 'UTF8'))
    where h.organization_id = org returning h.* into strict head;
  insert into journal values (org, head.seq, at, actor, action, subject_kind, subject_id, detail::json, head.previous, head.hash);
  return head.seq;
end $$;

-- The state of a case is written and read as a whole, with every act: it is kept as the text that it is, and beside its row as long as two of them have
-- room on a page. Otherwise each act would take it apart, press it together and write it to a table of its own.
alter table cases alter column state type json using state::text::json;
alter table cases set (toast_tuple_target = 4080);

-- Long values are pressed together as they are written: LZ4 takes a fraction of the time, where PostgreSQL was built with it.
do $$ begin
  alter table cases alter column state set compression lz4;
  alter table journal alter column detail set compression lz4;
  alter table entries alter column fields set compression lz4;
  alter table entry_versions alter column fields set compression lz4;
  alter table case_steps alter column filled set compression lz4;
exception when feature_not_supported then
  raise notice 'this PostgreSQL has no LZ4; long values are compressed by its own method, which takes longer';
end $$;
