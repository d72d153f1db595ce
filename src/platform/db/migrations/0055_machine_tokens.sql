-- Tokens of machines: each answers the items that are asked of one entry, and nothing else.
create table machine_tokens (
  organization_id uuid not null references organizations,
  id uuid not null,
  register text not null,
  entry_id uuid not null,
  title text not null,
  -- the digest of the token; the token itself is shown once
  token_hash bytea not null,
  made_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- when and from where it answered last
  used_at timestamptz,
  used_address text,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, entry_id) references entries
);
create index machine_tokens_entry on machine_tokens (organization_id, entry_id) where ended_at is null;
call guard(array['machine_tokens']);
