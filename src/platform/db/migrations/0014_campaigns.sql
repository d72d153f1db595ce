-- One question to many people with a deadline: the stocktake of a ledger, unit by unit, line by line.

create table campaigns (
  organization_id uuid not null references organizations,
  id uuid not null,
  register text not null,
  title text not null,
  -- the month that it falls due in by the policy (2026-10); for one begun by hand its id
  period text not null,
  begins_on date not null,
  due_on date not null,
  -- the person who began it; null where the policy's cadence did
  begun_by uuid,
  begun_at timestamptz not null,
  closed_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, register, period)
);
create index campaigns_begun on campaigns (organization_id, begun_at, id);

-- What one unit confirms; no unit where the lines belong to the organisation.
create table campaign_parts (
  organization_id uuid not null references organizations,
  id uuid not null,
  campaign_id uuid not null,
  unit_id uuid,
  closed_at timestamptz,
  closed_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, campaign_id) references campaigns,
  foreign key (organization_id, unit_id) references units
);
create index campaign_parts_of on campaign_parts (organization_id, campaign_id);
create index campaign_parts_open on campaign_parts (organization_id, unit_id) where closed_at is null;

create table campaign_lines (
  organization_id uuid not null references organizations,
  part_id uuid not null,
  entry_id uuid not null,
  answer text check (answer in ('there', 'changed', 'missing')),
  note text,
  -- the version of the line that was confirmed
  version int,
  answered_by uuid,
  answered_at timestamptz,
  primary key (organization_id, part_id, entry_id),
  foreign key (organization_id, part_id) references campaign_parts,
  foreign key (organization_id, entry_id) references entries
);
create index campaign_lines_answer on campaign_lines (organization_id, part_id, answer);
call guard(array['campaigns', 'campaign_parts', 'campaign_lines']);
