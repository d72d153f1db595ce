-- What the ledgers make the program do by itself: errands for their keepers, and warnings.

-- Tasks that are no step of a case: kind 'errand'. There is one for a purpose and a party.
alter table tasks add column subject text;
alter table tasks add column href text;
alter table tasks add column verb text;
alter table tasks add column purpose text;
create unique index tasks_purpose on tasks (organization_id, purpose, coalesce(person_id::text, role || '|' || scope || '|' || scope_id))
  where done_at is null and purpose is not null;

-- Where a notice leads that is not about a case.
alter table notices add column href text;

-- What has been said about a line, so that nobody is told twice: the warning, and the day that it was about.
create table entry_warnings (
  organization_id uuid not null references organizations,
  entry_id uuid not null,
  warning text not null,
  on_date date not null,
  told_at timestamptz not null,
  primary key (organization_id, entry_id, warning, on_date),
  foreign key (organization_id, entry_id) references entries
);
call guard(array['entry_warnings']);
