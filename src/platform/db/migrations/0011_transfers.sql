-- Transfers (人事異動): a list of who works where from a day on, read in, judged, planned, applied. Posts can be ended.

alter table posts add column ended_on date;

create table transfers (
  organization_id uuid not null references organizations,
  id uuid not null,
  -- the first day of the new state
  effective_on date not null,
  -- everybody stands in the list: who is missing leaves
  everyone boolean not null,
  status text not null check (status in ('draft', 'planned', 'applied', 'withdrawn')),
  file_id uuid not null,
  -- the kernel's TransferLine, one for each line of the list
  lines json not null,
  -- headers of the list that were not read
  unused text[] not null default '{}',
  -- titles that are ranks and nobody's post
  ranks text[] not null default '{}',
  -- sentences of the warnings that were accepted knowingly when it was planned
  accepted json not null default '[]',
  -- why it could not be applied on its day
  trouble text,
  -- what was done, person by person: the kernel's Move, with the ids of those who were new; its hash stands in the journal
  moves json,
  made_by uuid,
  made_at timestamptz not null,
  planned_by uuid,
  planned_at timestamptz,
  closed_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references files
);
create index transfers_planned on transfers (organization_id, effective_on) where status = 'planned';
call guard(array['transfers']);
