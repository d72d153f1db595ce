-- The secret addresses under which calendars are read without signing in: one at a time for each account.
create table calendars (
  organization_id uuid not null references organizations,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, account_id) references accounts
);
create unique index calendars_present on calendars (organization_id, account_id) where ended_at is null;
call guard(array['calendars']);
