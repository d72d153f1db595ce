-- What a person said about the columns of files is kept for the next file of the register.

create table import_mappings (
  organization_id uuid not null references organizations,
  register text not null,
  person_id uuid not null,
  -- columns and meanings of texts, by heading
  mapping jsonb not null,
  changed_at timestamptz not null,
  primary key (organization_id, register, person_id)
);
call guard(array['import_mappings']);
