-- How every transaction begins: whose organisation it is, what its row says, and whether the session or token that asks still lives
-- (null where it does not). One call whose plans are kept by the connection, instead of three statements that are planned each time.
create function open_organization(organization uuid, credential text default null, hash bytea default null)
  returns table (organization_id uuid, title text, slug text, demo boolean, pack text, edition_hash text, revision bigint, living text)
  language plpgsql as $$
begin
  perform set_config('sekisho.organization', organization::text, true);
  return query select o.organization_id, o.title, o.slug, o.demo, o.pack, o.edition_hash, o.revision,
      case credential when 'session' then living_session(hash) when 'token' then living_token(hash) end
    from organizations o where o.organization_id = organization;
end $$;

-- Everything about a session that decides what may be asked with it, as one text: another text means that something has changed.
create function living_session(hash bytea) returns text language plpgsql stable as $$
begin
  return (select json_build_object('id', s.id, 'account', s.account_id, 'person', a.person_id, 'administrator', a.administrator, 'mustChange', a.must_change,
      'strength', s.strength, 'csrf', s.csrf_token, 'expires', extract(epoch from s.expires_at) * 1000)::text
    from sessions s join accounts a on a.organization_id = s.organization_id and a.id = s.account_id
    where s.organization_id = current_organization() and s.token_hash = hash and s.ended_at is null and a.ended_at is null);
end $$;

create function living_token(hash bytea) returns text language plpgsql stable as $$
begin
  return (select json_build_object('id', t.id, 'account', t.account_id, 'person', a.person_id, 'administrator', a.administrator, 'mustChange', false,
      'strength', 'full', 'csrf', '', 'expires', extract(epoch from t.expires_at) * 1000, 'scopes', t.scopes)::text
    from api_tokens t join accounts a on a.organization_id = t.organization_id and a.id = t.account_id
    where t.organization_id = current_organization() and t.token_hash = hash and t.ended_at is null and a.ended_at is null);
end $$;
revoke all on function open_organization(uuid, text, bytea), living_session(bytea), living_token(bytea) from public;
grant execute on function open_organization(uuid, text, bytea), living_session(bytea), living_token(bytea) to sekisho_app;

-- A row that is written names its organisation, and row-level security holds it to the one that the transaction was opened for, which was found just then.
-- Checking it once more by a foreign key locks the one row of `organizations` for every row written: where several write at once that costs a sixth of all.
do $$ declare hot text; begin
  foreach hot in array array['entries', 'entry_versions', 'links', 'numbers', 'journal', 'outbox', 'cases', 'case_steps', 'tasks', 'notices', 'idempotency_keys'] loop
    execute format('alter table %I drop constraint %I', hot, hot || '_organization_id_fkey');
  end loop;
end $$;
