-- The program makes what is hashed. The database only gives a row its number and its place in the chain.

alter table journal
  -- an HMAC over the fields, by the program; null for rows from before there were marks
  add column mark bytea,
  -- the rows that the act changed, a line each: table, key, hash
  add column state text;
do $$ begin
  alter table journal alter column state set compression lz4;
exception when feature_not_supported then null;
end $$;

drop function journal_append(timestamptz, uuid, text, text, text, text);
drop function journal_text(bigint, timestamptz, uuid, text, text, text, text);
create function journal_append(at timestamptz, actor uuid, action text, subject_kind text, subject_id text, detail text, state text, mark bytea)
  returns table (seq bigint, previous bytea, hash bytea)
  language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare
  org uuid := current_organization();
  head journal_heads;
begin
  update journal_heads h set seq = h.seq + 1, previous = h.hash, hash = sha256(h.hash || $8)
    where h.organization_id = org returning h.* into strict head;
  insert into journal (organization_id, seq, at, actor, action, subject_kind, subject_id, detail, state, mark, previous, hash)
    values (org, head.seq, $1, $2, $3, $4, $5, $6::json, $7, $8, head.previous, head.hash);
  return query select head.seq, head.previous, head.hash;
end $$;

-- The last head that was sealed with the key outside the database. A table of its own: its row is written after the acts' commit, and nobody who acts waits for it.
create table journal_seals (
  organization_id uuid primary key references organizations,
  seq bigint not null,
  hash bytea not null,
  seal bytea not null
) with (fillfactor = 50);
call guard(array['journal_seals'], 'select');

create function journal_seal(organizations uuid[], seqs bigint[], hashes bytea[], seals bytea[]) returns void
  language plpgsql security definer set search_path = public as $$
begin
  -- A commit that nobody waited for may be lost when the database is killed: its head is not sealed, nor its act acknowledged.
  if exists (select from unnest(organizations, seqs, hashes) as n(o, q, h) left join journal j on j.organization_id = o and j.seq = q
      where j.hash is distinct from h) then
    raise exception 'a head that was to be sealed is not in its journal' using errcode = 'connection_failure';
  end if;
  insert into journal_seals as s (organization_id, seq, hash, seal)
    select * from unnest(organizations, seqs, hashes, seals) as n(o, q, h, l)
    on conflict (organization_id) do update set seq = excluded.seq, hash = excluded.hash, seal = excluded.seal where s.seq < excluded.seq;
end $$;
create function journal_sealed(organization uuid) returns table (seq bigint, hash bytea, seal bytea)
  language sql stable security definer set search_path = public
  as $$ select s.seq, s.hash, s.seal from journal_seals s where s.organization_id = organization $$;
-- Rows of a journal, for the program to go on sealing from the row that it sealed last. One by one: a single number leads to its row whatever the
-- statistics say of a table that was empty a moment ago.
create function journal_rows(organization uuid, numbers bigint[]) returns setof journal
  language plpgsql stable security definer set search_path = public as $$
declare n bigint;
begin
  foreach n in array numbers loop
    return query select j.* from journal j where j.organization_id = organization and j.seq = n;
  end loop;
end $$;
revoke all on function journal_append(timestamptz, uuid, text, text, text, text, text, bytea), journal_seal(uuid[], bigint[], bytea[], bytea[]),
  journal_sealed(uuid), journal_rows(uuid, bigint[]) from public;
grant execute on function journal_append(timestamptz, uuid, text, text, text, text, text, bytea), journal_seal(uuid[], bigint[], bytea[], bytea[]),
  journal_sealed(uuid), journal_rows(uuid, bigint[]) to sekisho_app;
