-- Access: second factors that hold at the gate, passkeys, tokens that end with the password and on a day.

create table passkeys (
  organization_id uuid not null references organizations,
  id uuid not null,
  account_id uuid not null,
  title text not null,
  -- as the authenticator names it, base64url
  credential_id text not null,
  public_key bytea not null,
  -- how often the authenticator says that it was used; 0 for those that do not count
  counter bigint not null,
  transports text[] not null,
  -- kept by a service that copies it to other devices
  synced boolean not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, credential_id),
  foreign key (organization_id, account_id) references accounts
);
create index passkeys_account on passkeys (organization_id, account_id);

-- Challenges that were answered, until they would have expired anyway: each serves once.
create table spent_challenges (
  organization_id uuid not null references organizations,
  hash bytea not null,
  expires_at timestamptz not null,
  primary key (organization_id, hash)
);
call guard(array['passkeys', 'spent_challenges']);

-- where a token was used last
alter table api_tokens add column used_address text;

create or replace function living_session(hash bytea) returns text language plpgsql stable as $$
begin
  return (select json_build_object('id', s.id, 'account', s.account_id, 'person', a.person_id, 'administrator', a.administrator, 'mustChange', a.must_change,
      'strength', s.strength, 'csrf', s.csrf_token, 'expires', extract(epoch from s.expires_at) * 1000, 'kind', a.kind,
      'factor', a.totp_confirmed_at is not null or exists (select from passkeys p where p.organization_id = a.organization_id and p.account_id = a.id))::text
    from sessions s join accounts a on a.organization_id = s.organization_id and a.id = s.account_id
    where s.organization_id = current_organization() and s.token_hash = hash and s.ended_at is null and a.ended_at is null and a.suspended_at is null);
end $$;

-- A token is never older than the password of its account, and one without an end (from before there had to be one) ends a year after it was made.
create or replace function living_token(hash bytea) returns text language plpgsql stable as $$
begin
  return (select json_build_object('id', t.id, 'account', t.account_id, 'person', a.person_id, 'administrator', a.administrator, 'mustChange', a.must_change,
      'strength', 'full', 'csrf', '', 'expires', extract(epoch from coalesce(t.expires_at, t.created_at + interval '365 days')) * 1000, 'scopes', t.scopes,
      'locked', extract(epoch from a.locked_until) * 1000,
      'factor', a.totp_confirmed_at is not null or exists (select from passkeys p where p.organization_id = a.organization_id and p.account_id = a.id))::text
    from api_tokens t join accounts a on a.organization_id = t.organization_id and a.id = t.account_id
    where t.organization_id = current_organization() and t.token_hash = hash and t.ended_at is null and a.ended_at is null and a.suspended_at is null
      and a.kind = 'password' and t.created_at >= a.password_set_at);
end $$;
