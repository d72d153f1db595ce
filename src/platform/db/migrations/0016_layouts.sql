-- An organisation's own workbooks as layouts of forms: every version stays, at most one of a form is in use.

create table layouts (
  organization_id uuid not null references organizations,
  -- the procedure of the pack whose form it is
  procedure text not null,
  version int not null,
  file_id uuid not null,
  -- where something is filled in: [{sheet, cell, place}]
  places json not null,
  made_by uuid,
  made_at timestamptz not null,
  ended_by uuid,
  -- when it was taken back or another took its place
  ended_at timestamptz,
  primary key (organization_id, procedure, version),
  foreign key (organization_id, file_id) references files
);
create unique index layouts_in_use on layouts (organization_id, procedure) where ended_at is null;
call guard(array['layouts'], 'select, insert, update');
