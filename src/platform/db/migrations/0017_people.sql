-- People: what was signed and sealed; accounts with a personal code for shared terminals; papers that wait to be recorded.

-- A text that somebody signed at a step of a case, as it stood then. The seal is the SHA-256 of all that: the row proves itself, and the journal holds the seal.
create table signatures (
  organization_id uuid not null references organizations,
  id uuid not null,
  case_id uuid not null,
  step text not null,
  title text not null,
  body text not null,
  signer_id uuid not null,
  -- as the signer was called when it was signed
  signer_name text not null,
  signed_at timestamptz not null,
  seal text not null,
  -- the PDF that was made of it
  file_id uuid not null,
  primary key (organization_id, id),
  foreign key (organization_id, case_id) references cases,
  foreign key (organization_id, signer_id) references persons,
  foreign key (organization_id, file_id) references files
);
create index signatures_case on signatures (organization_id, case_id, signed_at);
call guard(array['signatures'], 'select, insert');

-- password: signs in with a name of its own · code: with the staff number and a personal code, at a shared terminal
alter table accounts add column kind text not null default 'password' check (kind in ('password', 'code'));

create or replace function living_session(hash bytea) returns text language plpgsql stable as $$
begin
  return (select json_build_object('id', s.id, 'account', s.account_id, 'person', a.person_id, 'administrator', a.administrator, 'mustChange', a.must_change,
      'strength', s.strength, 'csrf', s.csrf_token, 'expires', extract(epoch from s.expires_at) * 1000, 'kind', a.kind)::text
    from sessions s join accounts a on a.organization_id = s.organization_id and a.id = s.account_id
    where s.organization_id = current_organization() and s.token_hash = hash and s.ended_at is null and a.ended_at is null);
end $$;
