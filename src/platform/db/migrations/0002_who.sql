-- Who: the tree of units, posts, persons, roles they hold, absences; accounts and sessions.

create table units (
  organization_id uuid not null references organizations,
  id uuid not null,
  title text not null,
  kana text not null default '',
  parent_id uuid,
  position int not null default 0,
  ended_on date,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, parent_id) references units
);

create table posts (
  organization_id uuid not null references organizations,
  id uuid not null,
  title text not null,
  unit_id uuid not null,
  -- the post of the pack that this is (e.g. who the policy names as holder of a role)
  key text,
  leads text not null default 'none' check (leads in ('head', 'deputy', 'none')),
  position int not null default 0,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, unit_id) references units
);

create table persons (
  organization_id uuid not null references organizations,
  id uuid not null,
  number text,
  name text not null,
  kana text not null default '',
  unit_id uuid not null,
  employment text not null,
  email text,
  phone text,
  emergency_phone text,
  from_on date,
  to_on date,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number),
  foreign key (organization_id, unit_id) references units
);
create index persons_unit on persons (organization_id, unit_id);

create table person_posts (
  organization_id uuid not null references organizations,
  id uuid not null,
  person_id uuid not null,
  post_id uuid not null,
  from_on date not null,
  to_on date,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references persons,
  foreign key (organization_id, post_id) references posts
);

create table assignments (
  organization_id uuid not null references organizations,
  id uuid not null,
  role text not null,
  scope text not null check (scope in ('organization', 'unit', 'system', 'service', 'area', 'engagement')),
  -- the unit, system … ; empty for the organization
  scope_id text not null default '',
  person_id uuid,
  post_id uuid,
  from_on date not null,
  to_on date,
  note text,
  version int not null default 1,
  primary key (organization_id, id),
  check (num_nonnulls(person_id, post_id) = 1),
  foreign key (organization_id, person_id) references persons,
  foreign key (organization_id, post_id) references posts
);

create table absences (
  organization_id uuid not null references organizations,
  id uuid not null,
  person_id uuid not null,
  from_on date not null,
  to_on date not null,
  note text,
  version int not null default 1,
  primary key (organization_id, id),
  check (to_on >= from_on),
  foreign key (organization_id, person_id) references persons
);

create table accounts (
  organization_id uuid not null references organizations,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  password_hash text not null,
  password_set_at timestamptz not null,
  previous_hashes text[] not null default '{}',
  must_change boolean not null default true,
  failed int not null default 0,
  locked_until timestamptz,
  -- encrypted with the key that lies outside the database
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- the last time step that was used, so that a code serves once
  totp_step bigint,
  signed_in_at timestamptz,
  previous_sign_in_at timestamptz,
  -- keeps people, units and accounts of the program itself
  administrator boolean not null default false,
  ended_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, name),
  unique (organization_id, person_id),
  foreign key (organization_id, person_id) references persons
);

create table sessions (
  organization_id uuid not null references organizations,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  csrf_token text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text,
  agent text,
  -- password: signed in with a password alone · full: everything that the account asks for was given
  strength text not null check (strength in ('password', 'full')),
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, account_id) references accounts
);
create index sessions_account on sessions (organization_id, account_id);

create table api_tokens (
  organization_id uuid not null references organizations,
  id uuid not null,
  account_id uuid not null,
  title text not null,
  token_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, account_id) references accounts
);
call guard(array['units', 'posts', 'persons', 'person_posts', 'assignments', 'absences', 'accounts', 'sessions', 'api_tokens']);
