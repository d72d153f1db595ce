-- Tokens of machines: each answers the items that are asked of one entry or of the organisation, and nothing else.
create table machine_tokens (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- the entry that it is about; of the organisation without
  register text,
  entry_id uuid,
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
  foreign key (organization_id, entry_id) references entries,
  check ((register is null) = (entry_id is null))
);
create index machine_tokens_entry on machine_tokens (organization_id, entry_id) where ended_at is null;
call guard(array['machine_tokens']);
